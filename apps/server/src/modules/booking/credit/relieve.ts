import type { CreditRelief } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { acceptMoot } from './appeals.store.ts';
import { insertReliefs, lockCredit } from './ledger.store.ts';
import { refreshStandings } from './standings.ts';

/**
 * Takes back what is entered for bookings of a palace that the caller has locked and put right, in the same
 * transaction. Bookings without an entry, or relieved before, are left as they are.
 */
export async function relieve(
  tx: Tx,
  palaceId: string,
  bookings: readonly { readonly id: string; readonly person_id: string }[],
  relief: { readonly reason: CreditRelief; readonly now: Date },
): Promise<void> {
  if (bookings.length === 0) return;
  await lockCredit(
    tx,
    bookings.map((booking) => ({ palaceId, personId: booking.person_id })),
  );
  const relieved = await insertReliefs(
    tx,
    palaceId,
    bookings.map((booking) => booking.id),
    relief,
  );
  if (relieved.length === 0) return;
  if (relief.reason === 'attended') {
    await acceptMoot(
      tx,
      palaceId,
      relieved.map((entry) => entry.booking_id),
      relief.now,
    );
  }
  await refreshStandings(
    tx,
    relieved.map((entry) => ({ palaceId, personId: entry.person_id })),
    relief.now,
  );
}
