import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { sessionForBooking } from '../../programme/index.ts';
import type { Booking } from '../bookings.store.ts';
import { lockPoolsOfSession } from '../seats/pools.store.ts';
import { returnSeats } from '../seats/release-seats.ts';
import { isAdmitted, takeOut } from './hand-over.store.ts';
import { endInvitation, type Invitation } from './transfer.store.ts';

/**
 * Ends a locked open invitation that nobody accepted. A transfer leaves the booking as it is; the seat of a companion
 * goes back to its pool and is offered to who waits, unless the companion has been admitted already.
 */
export async function endUntaken(
  tx: Tx,
  deps: Deps,
  { invitation, booking }: { invitation: Invitation; booking: Booking },
  status: 'declined' | 'withdrawn' | 'expired' | 'void',
  now: Date,
): Promise<void> {
  const returns =
    invitation.kind === 'companion' &&
    status !== 'void' &&
    !(await isAdmitted(tx, booking, invitation.ordinal));
  if (returns) await giveSeatBack(tx, deps, booking, invitation.ordinal, now);
  await endInvitation(tx, invitation, { status, ended_at: now });
}

async function giveSeatBack(tx: Tx, deps: Deps, booking: Booking, ordinal: number, now: Date): Promise<void> {
  const key = { palaceId: booking.palace_id, sessionId: booking.session_id };
  const session = await sessionForBooking(tx, key.palaceId, key.sessionId);
  const pools = await lockPoolsOfSession(tx, key.palaceId, key.sessionId);
  await takeOut(tx, booking, { ordinal, priceFen: session?.activity.priceFen ?? 0, now });
  const seat = { palaceId: key.palaceId, poolId: booking.pool_id, held: 0, confirmed: -1 };
  await returnSeats(tx, deps, key, pools, [seat], now);
}
