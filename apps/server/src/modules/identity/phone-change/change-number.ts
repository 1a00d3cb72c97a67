import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { enqueue } from '../../../kernel/jobs.ts';
import { CODE_PROBLEMS } from '../actions/sign-in.ts';
import { asking } from '../auth/library.ts';
import { deleteSessions } from '../auth/sessions.store.ts';
import type { Identity } from '../identity.context.ts';
import { phoneChanged } from '../identity.events.ts';
import { lockPerson } from '../people/people.store.ts';
import { phoneOf } from '../people/people.ts';
import { phoneEndHash } from '../people/search.store.ts';
import { maskPhone } from '../phone.rules.ts';
import { tellFormerNumber } from './phone-change.jobs.ts';
import { ASKED_FOR_MS } from './phone-change.rules.ts';
import { moveAttestations, noteChanged, setNumber, wasAsked } from './phone-change.store.ts';

interface NumberChange {
  readonly personId: string;
  /** The desk that asked; null when it was the person. */
  readonly palaceId: string | null;
  /** Token of the session that stays open. */
  readonly keep?: string | undefined;
}

/**
 * Changes a person's number with the code that was sent to it, and returns it masked. `alongside` checks and writes
 * what belongs to the change in its transaction. Throws `sign-in-code-wrong`, `sign-in-code-expired` and `phone-taken`;
 * whether somebody has the number is told only to who has the phone.
 */
export async function changeNumber(
  identity: Identity,
  deps: Deps,
  change: NumberChange & { readonly typed: string; readonly code: string },
  alongside: (tx: Tx) => Promise<unknown> = async () => {},
): Promise<{ phoneMasked: string }> {
  const { auth, keys, db, clock } = identity;
  const phone = phoneOf(change.typed);
  const phoneHash = keys.fingerprint(phone);
  const since = new Date(clock.now().getTime() - ASKED_FOR_MS);
  const asked = await db.transact((tx) => wasAsked(tx, { ...change, phoneHash }, since));
  if (!asked) throw new Problem('sign-in-code-expired');
  const body = { phoneNumber: phoneHash.toString('hex'), code: change.code };
  await asking(() => auth.api.consumePhoneNumberOTP({ body }), CODE_PROBLEMS);
  await db.transact(async (tx) => {
    await giveNumber(tx, deps, { ...change, phone });
    await alongside(tx);
  });
  identity.actors.forgetPerson(change.personId);
  return { phoneMasked: maskPhone(phone) };
}

/**
 * The change itself; that `phone` (normalised) is the person's own was proven before. Of two who are given one number
 * at once the second gets `phone-taken`, from the constraint.
 */
export async function giveNumber(
  tx: Tx,
  { keys, clock, bus }: Pick<Deps, 'keys' | 'clock' | 'bus'>,
  change: NumberChange & { readonly phone: string },
): Promise<void> {
  const { personId, phone } = change;
  const person = await lockPerson(tx, personId);
  if (person === undefined || person.phone_hash === null || person.phone_cipher === null)
    throw new Problem('not-found');
  const hash = keys.fingerprint(phone);
  if (person.phone_hash.equals(hash)) throw new Problem('phone-unchanged');
  await setNumber(tx, personId, { cipher: keys.seal(phone), hash, end: phoneEndHash(keys, phone) });
  await moveAttestations(tx, person.phone_hash, hash);
  await noteChanged(tx, { ...change, phoneHash: hash }, clock.now());
  await deleteSessions(tx, personId, change.keep);
  await enqueue(tx, tellFormerNumber, { phone: person.phone_cipher.toString('base64') });
  await bus.emit(tx, phoneChanged, { personId });
}
