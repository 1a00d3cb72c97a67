import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { Identity } from '../identity.context.ts';
import { clearFailures, countAttempt, lockAccount } from './password-lock.store.ts';

/** Wrong passwords in a row that lock an account name, and for how long. */
const FAILURES = 5;
const LOCK_MS = 15 * 60_000;

/**
 * Counts an attempt before the password is looked at, so that attempts at the same moment cannot slip past the
 * limit. Throws `staff-sign-in-locked`, also for names that do not exist.
 */
export async function countPasswordAttempt({ db, clock }: Identity, account: string): Promise<void> {
  const now = clock.now();
  const lockedUntil = await db.transact(async (tx) => {
    const state = await countAttempt(tx, account, now);
    if (state.locked_until !== null && state.locked_until > now) return state.locked_until;
    if (state.failures <= FAILURES) return null;
    const until = new Date(now.getTime() + LOCK_MS);
    await lockAccount(tx, account, until);
    return until;
  });
  if (lockedUntil === null) return;
  const seconds = Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000);
  throw new Problem('staff-sign-in-locked', { seconds }, { retryAfter: seconds });
}

/** The password was right: forget the failures before it. */
export const passwordWasRight = (tx: Tx, account: string) => clearFailures(tx, account);
