import type { CreditRelief } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { acceptMoot } from './appeals.store.ts';
import { insertReliefs, lockCredit, type Subject } from './ledger.store.ts';
import { refreshStandings } from './standings.ts';

/**
 * Takes back what is entered for bookings of a palace that the caller has locked and put right, in the same
 * transaction. Bookings without an entry, or relieved before, are left as they are. `subject` says of what they are.
 */
export async function relieve(
  tx: Tx,
  palaceId: string,
  bookings: readonly { readonly id: string; readonly person_id: string }[],
  relief: { readonly reason: CreditRelief; readonly now: Date },
  subject: Subject = 'booking_id',
): Promise<void> {
  if (bookings.length === 0) return;
  await lockCredit(
    tx,
    bookings.map((booking) => ({ palaceId, personId: booking.person_id })),
  );
  const relieved = await insertReliefs(
    tx,
    palaceId,
    subject,
    bookings.map((booking) => booking.id),
    relief,
  );
  if (relieved.length === 0) return;
  if (relief.reason === 'attended') {
    await acceptMoot(
      tx,
      palaceId,
      relieved.flatMap((entry) => entry.booking_id ?? []),
      relief.now,
    );
  }
  await refreshStandings(
    tx,
    relieved.map((entry) => ({ palaceId, personId: entry.person_id })),
    relief.now,
  );
}
