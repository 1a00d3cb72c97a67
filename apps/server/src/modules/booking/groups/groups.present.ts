import type { GroupSeat } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { maskPhone, peopleOf } from '../../identity/index.ts';
import type { EnrolledSeat } from './groups.store.ts';

/** People of an allotment, kept a seat `until` then, as its officers see them. */
export async function presentSeats(
  reader: Reader | Tx,
  keys: Keys,
  { seats, until }: { readonly seats: readonly EnrolledSeat[]; readonly until: Date },
): Promise<GroupSeat[]> {
  const people = await peopleOf(
    reader,
    keys,
    seats.flatMap((seat) => (seat.person_id === null ? [] : [seat.person_id])),
  );
  return seats.map((seat) => {
    const person = seat.person_id === null ? undefined : people.get(seat.person_id);
    return {
      id: seat.id,
      name: seat.name_cipher === null ? (person?.displayName ?? '—') : keys.open(seat.name_cipher),
      phoneMasked:
        seat.phone_cipher === null ? (person?.phoneMasked ?? null) : maskPhone(keys.open(seat.phone_cipher)),
      staffNumber: seat.staff_number,
      state: stateOf(seat),
      enrolledAt: seat.enrolled_at.toISOString(),
      expiresAt: (seat.status === 'invited' ? until : seat.expires_at).toISOString(),
    };
  });
}

function stateOf({ status, booking_status, cancel_reason }: EnrolledSeat): GroupSeat['state'] {
  if (status !== 'booked') return status;
  switch (booking_status) {
    case 'held':
    case 'waitlisted':
      return 'offered';
    case 'confirmed':
      return 'booked';
    case 'checked_in':
    case 'completed':
      return 'came';
    case 'no_show':
    case 'excused':
      return 'missed';
    case 'expired':
    case 'lapsed':
      return 'lapsed';
    default:
      return cancel_reason === null ? 'declined' : 'withdrawn';
  }
}
