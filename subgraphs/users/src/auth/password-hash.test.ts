import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

test('a password is kept as Argon2id of OWASP’s cost, and verified', async () => {
  const hash = await hashPassword('correct horse battery');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
  expect(await verifyPassword(hash, 'correct horse batterz')).toBe(false);
});

test('the same characters typed differently are the same password', async () => {
  const hash = await hashPassword('pässwörd-ﬁve'.normalize('NFC'));
  expect(await verifyPassword(hash, 'pässwörd-ﬁve'.normalize('NFD'))).toBe(true);
});

test('an account that does not exist costs about the work of one that does', async () => {
  const hash = await hashPassword('correct horse battery');
  await verifyPassword(undefined, 'warm up');
  // Processor time, which does not grow with what else the machine does; the work of either is some 20 ms.
  const leastWork = async (passwordHash: string | undefined) => {
    const works: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const before = process.cpuUsage();
      expect(await verifyPassword(passwordHash, 'a wrong password')).toBe(false);
      const { user, system } = process.cpuUsage(before);
      works.push(user + system);
    }
    return Math.min(...works);
  };
  expect(await leastWork(undefined)).toBeGreaterThan((await leastWork(hash)) / 4);
});
