import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import { sessionForBooking } from '../../programme/index.ts';
import { deadlineOf } from '../booking.rules.ts';
import { type Booking, companionsOfBookings } from '../bookings.store.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { invitationFact } from './invitations.ts';
import { companionsAwaited } from './transfer.events.ts';
import { acceptUntil, companionsAreInvited } from './transfer.rules.ts';
import { bookingsByIds, type Invitation, insertInvitations } from './transfer.store.ts';

interface Confirmed {
  readonly palaceId: string;
  readonly bookingId: string;
  readonly seats: number;
}

/**
 * Invites the companions of bookings just confirmed, where the rules they were made under want that. Told twice, it
 * invites once: a seat has one open invitation, and a companion who has answered is no longer part of the booking.
 */
export async function inviteCompanions(tx: Tx, deps: Deps, confirmed: readonly Confirmed[]): Promise<void> {
  const bookings = await bookingsByIds(
    tx,
    confirmed.filter((each) => each.seats > 1),
  );
  const rulesOf = await policyVersions(tx, bookings);
  const companions = Map.groupBy(await companionsOfBookings(tx, bookings), (row) => row.booking_id);
  const now = deps.clock.now();
  for (const booking of bookings) {
    const rule = rulesOf(booking).companion_rule;
    if (rule === 'named') continue;
    const session = await sessionForBooking(tx, booking.palace_id, booking.session_id);
    if (session === null || !companionsAreInvited(rule, session.release)) continue;
    const rows = (companions.get(booking.id) ?? []).map(({ ordinal, name }) =>
      companionInvitation(booking, { ordinal, name, now }),
    );
    const [first] = await insertInvitations(tx, rows);
    if (first === undefined) continue;
    await deps.bus.emit(tx, companionsAwaited, {
      ...invitationFact(first, booking),
      expiresAt: first.expires_at.toISOString(),
    });
  }
}

/** An open invitation for a companion, whoever has its link. */
function companionInvitation(
  booking: Booking,
  one: { readonly ordinal: number; readonly name: string; readonly now: Date },
): Invitation {
  const latest = deadlineOf({ startsAt: booking.starts_at, endsAt: booking.ends_at });
  return {
    palace_id: booking.palace_id,
    id: newId(),
    kind: 'companion',
    booking_id: booking.id,
    session_id: booking.session_id,
    ordinal: one.ordinal,
    inviter_id: booking.person_id,
    name: one.name,
    phone_hash: null,
    phone_masked: null,
    status: 'open',
    created_at: one.now,
    expires_at: acceptUntil(one.now, latest),
    ended_at: null,
    accepted_by: null,
    taken_booking_id: null,
  };
}
