import type { Reader, Tx } from '../../../kernel/db.ts';
import type { PoolRow } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import { poolOfBooking } from './hand-over.store.ts';
import { countedSince, type Handed, invitationStatusOf } from './transfer.rules.ts';
import { type Invitation, receivedBy, transfersSince } from './transfer.store.ts';

/** What decides whether a booking can be handed over; `invitations` are those sent for it. */
export async function transferFacts(
  reader: Reader | Tx,
  booking: Booking,
  invitations: readonly Invitation[],
  now: Date,
): Promise<Handed> {
  const received = (await receivedBy(reader, [booking])).get(booking.id);
  return {
    startsAt: booking.starts_at,
    endsAt: booking.ends_at,
    status: booking.status,
    received: received?.kind === 'transfer',
    used: await transfersSince(reader, booking.palace_id, booking.person_id, countedSince(now)),
    companionsPending: invitations.some(
      (each) => each.kind === 'companion' && invitationStatusOf(each, booking.status, now) === 'open',
    ),
    bound: booking.enrolment_id !== null || isSetApart(await poolOfBooking(reader, booking), booking),
  };
}

/** Whether a booking has a seat that was set apart for some: once such a seat has returned it is anybody's. */
const isSetApart = ({ kind, returns_at }: PoolRow, { confirmed_at }: Booking): boolean =>
  !['general', 'category'].includes(kind) &&
  (returns_at === null || confirmed_at === null || confirmed_at < returns_at);
