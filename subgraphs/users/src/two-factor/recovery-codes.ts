import { randomInt } from 'node:crypto';
import { hashSecret } from '@ticketbase/kernel';

const HOW_MANY = 10;
const GROUPS = 4;
const GROUP_LENGTH = 4;
/** No letters or digits that are mistaken for one another; 32 of them, so a code has 80 bits. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const group = () => Array.from({ length: GROUP_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** New recovery codes, such as `ABCD-EFGH-JKLM-NPQR`. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: HOW_MANY }, () => Array.from({ length: GROUPS }, group).join('-'));

/** What is stored instead of a code; however its owner typed it. A fast hash will do for 80 random bits. */
export const hashRecoveryCode = (code: string): string => hashSecret(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
