import type { Tx } from '../../../kernel/db.ts';
import type { PersonRow } from '../identity.tables.ts';
import { today } from './membership.rules.ts';
import { upsertMembership } from './membership.store.ts';
import type { MembershipVerifier, VerifiedMembership } from './membership-verifier.ts';

/** Verifies a person's membership and keeps what was found; what was found before stays until it runs out. */
export async function refreshMembership(
  tx: Tx,
  verifier: MembershipVerifier,
  person: Pick<PersonRow, 'id' | 'phone_hash'>,
  now: Date,
): Promise<VerifiedMembership | null> {
  if (person.phone_hash === null) return null;
  const found = await verifier.verify(tx, { phoneHash: person.phone_hash }, today(now));
  if (found === null) return null;
  await upsertMembership(tx, {
    person_id: person.id,
    union_id: found.unionId,
    method: found.method,
    card_cipher: found.cardCipher,
    verified_at: now,
    valid_until: found.validUntil,
  });
  return found;
}
