import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedError } from '../embedded-error.ts';

/** An account of the machine that a server may run as. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/**
 * The account PostgreSQL must run as: undefined for an ordinary user (as themselves), an unprivileged account for root,
 * because PostgreSQL refuses to run as root.
 * @throws EmbeddedError EMBEDDED_NO_ACCOUNT if root has no other account to give it to
 */
export function serverAccount(passwdFile = '/etc/passwd'): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts(passwdFile);
  const named = (name: string) => accounts.find(account => account.name === name);
  const account = named('postgres') ?? named('nobody') ?? accounts.find(({ uid }) => uid > 0);
  if (account) return account;
  throw new EmbeddedError(
    'EMBEDDED_NO_ACCOUNT',
    'PostgreSQL does not run as root and this machine has no other account: add one with "useradd --system postgres"',
  );
}

function readAccounts(passwdFile: string): Account[] {
  return readFileSync(passwdFile, 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(fields => fields.length >= 4)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
}

/** True if the account may walk to this path: each directory above it, and itself, lets the account pass. */
export function canReach(account: Account, path: string): boolean {
  for (let current = path; ; current = dirname(current)) {
    const { mode, uid, gid } = statSync(current);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (current === dirname(current)) return true;
  }
}
