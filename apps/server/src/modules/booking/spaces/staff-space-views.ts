import type { StaffSpaceBooking } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { peopleOf } from '../../identity/index.ts';
import { spaceViewsOf } from './space-booking-views.ts';
import type { SpaceBooked } from './space-bookings.store.ts';

/** Space bookings with who made them, as the palace's staff see them. */
export async function staffSpaceViewsOf(
  reader: Reader | Tx,
  keys: Keys,
  bookings: readonly SpaceBooked[],
  now: Date,
): Promise<StaffSpaceBooking[]> {
  const people = await peopleOf(
    reader,
    keys,
    bookings.map((booking) => booking.person_id),
  );
  const holders = new Map(bookings.map((booking) => [booking.id, booking.person_id]));
  return (await spaceViewsOf(reader, bookings, now)).map((view) => {
    const personId = holders.get(view.id) ?? '';
    return {
      ...view,
      personId,
      displayName: people.get(personId)?.displayName ?? '',
      phoneMasked: people.get(personId)?.phoneMasked ?? null,
    };
  });
}
