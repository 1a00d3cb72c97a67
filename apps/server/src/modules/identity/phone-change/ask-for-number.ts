import { Problem } from '../../../kernel/errors.ts';
import { CODE_VALID_S } from '../auth/auth.ts';
import { sendCode } from '../auth/send-code.ts';
import type { Identity } from '../identity.context.ts';
import { lockPerson } from '../people/people.store.ts';
import { phoneOf } from '../people/people.ts';
import { maskPhone } from '../phone.rules.ts';
import { mayAsk, REMEMBERED_MS } from './phone-change.rules.ts';
import { changesSince, noteAsked } from './phone-change.store.ts';

/**
 * Sends a code to the number that a person wants to change to; `palaceId` when a desk asks for them. Says nothing of
 * whether somebody has it. Throws `phone-invalid`, `phone-unchanged`, `phone-change-limit`, and what `sendCode` throws.
 */
export async function askForNumber(
  identity: Identity,
  asked: { readonly personId: string; readonly palaceId: string | null; readonly typed: string },
) {
  const phone = phoneOf(asked.typed);
  const phoneHash = identity.keys.fingerprint(phone);
  const now = identity.clock.now();
  await identity.db.transact(async (tx) => {
    const person = await lockPerson(tx, asked.personId);
    if (person === undefined || person.phone_hash === null) throw new Problem('not-found');
    if (person.phone_hash.equals(phoneHash)) throw new Problem('phone-unchanged');
    const past = await changesSince(tx, person.id, new Date(now.getTime() - REMEMBERED_MS));
    if (!mayAsk(past, asked.palaceId !== null, now)) throw new Problem('phone-change-limit');
    await noteAsked(tx, { personId: person.id, phoneHash, palaceId: asked.palaceId }, now);
  });
  const demoCode = await sendCode(identity, phone);
  return { phoneMasked: maskPhone(phone), validForSeconds: CODE_VALID_S, againInSeconds: 60, demoCode };
}
