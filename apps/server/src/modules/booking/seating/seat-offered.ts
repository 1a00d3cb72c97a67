import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { PoolRow } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import { openPlacing } from './place-bookings.ts';
import { seatWishOf } from './seating.store.ts';

/**
 * Gives a booking that is being confirmed the best seats that are free, as it wished when it began to wait; nothing
 * where seats have no numbers. The session's pools are locked. Throws why it cannot be seated.
 */
export async function seatOffered(tx: Tx, booking: Booking, pools: readonly PoolRow[]): Promise<void> {
  const placing = await openPlacing(
    tx,
    pools.map((pool) => ({
      palaceId: pool.palace_id,
      sessionId: pool.session_id,
      seatMapId: pool.seat_map_id ?? null,
    })),
  );
  if (placing === null) return;
  const wished = await seatWishOf(tx, booking.palace_id, booking.id);
  const placed = placing.place({
    palaceId: booking.palace_id,
    sessionId: booking.session_id,
    bookingId: booking.id,
    count: booking.seats,
    wish: { section: wished?.section ?? undefined, wheelchair: wished?.wheelchair ?? false },
  });
  if (!placed) throw new Problem(placing.refusalOf(booking.id) ?? 'capacity-exhausted');
  await placing.write(tx, [booking.id]);
}
