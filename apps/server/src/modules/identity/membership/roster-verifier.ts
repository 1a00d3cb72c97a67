import type { MembershipVerifier } from './membership-verifier.ts';
import { longestValidEntry } from './roster.store.ts';

/** Verifies against the rosters that unions have uploaded. */
export const rosterVerifier: MembershipVerifier = {
  async verify(reader, person, today) {
    const entry = await longestValidEntry(reader, person.phoneHash, today);
    if (entry === undefined) return null;
    return {
      unionId: entry.union_id,
      method: 'roster',
      cardCipher: entry.card_cipher,
      validUntil: entry.valid_until,
    };
  },
};
