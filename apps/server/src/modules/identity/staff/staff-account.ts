import { randomInt } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/db.ts';
import { ensureAccount, setAccountName, setPasswordHash } from '../auth/accounts.store.ts';
import { ensurePerson } from '../people/people.ts';

export interface NewStaff {
  /** Normalised. */
  readonly phone: string;
  /** Used when nobody has the number yet. */
  readonly displayName: string;
  readonly account: string;
  readonly now: Date;
}

/** A password and its hash, made before a transaction opens: hashing takes long on purpose. */
export interface PreparedPassword {
  readonly password: string;
  readonly hash: string;
}

/** Hashes a password; one is made up when none is given. */
export async function preparePassword(password = inventPassword()): Promise<PreparedPassword> {
  return { password, hash: await hashPassword(password) };
}

/**
 * The person of a number with a staff account. Somebody who has one keeps it, and `initialPassword` is null;
 * a new account gets `prepared`, which its owner must replace at the first sign-in unless `chosenByOwner`.
 */
export async function ensureStaffAccount(
  tx: Tx,
  keys: Keys,
  staff: NewStaff,
  prepared: PreparedPassword,
  chosenByOwner = false,
): Promise<{ personId: string; initialPassword: string | null }> {
  const person = await ensurePerson(tx, keys, staff);
  const phoneHash = keys.fingerprint(staff.phone);
  const account = await ensureAccount(tx, { id: person.id, phoneHash, now: staff.now });
  if (account.username !== null) return { personId: person.id, initialPassword: null };
  await setAccountName(tx, person.id, staff.account);
  await setPasswordHash(tx, person.id, prepared.hash, { initial: !chosenByOwner, now: staff.now });
  return { personId: person.id, initialPassword: prepared.password };
}

/** Without letters and digits that look alike: it is read out or copied from paper once. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Sixteen letters and digits in groups of four: 79 bits. */
function inventPassword(): string {
  const group = () => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
