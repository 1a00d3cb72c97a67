import { moveToSeats, packSeats } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { seatLayout } from '../../../venue/index.ts';
import { factOf } from '../../booking.present.ts';
import { lockBooking } from '../../bookings.store.ts';
import { lockPoolsOfSession } from '../../seats/pools.store.ts';
import { bookingReseated } from '../seating.events.ts';
import { placesOf, seatsFor } from '../seating.rules.ts';
import { deleteSeats, insertSeats, seatsOfBookings, takenSeats } from '../seating.store.ts';

/** Staff may give places kept for wheelchairs to anybody: they know who comes. Seats are moved under the pools' lock. */
export const moveToSeatsAction = handle(moveToSeats, async ({ params, body, actor, tx, deps, now }) => {
  const booking = await lockBooking(tx, params.palaceId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  const key = { palaceId: booking.palace_id, sessionId: booking.session_id };
  const [pool] = await lockPoolsOfSession(tx, key.palaceId, key.sessionId);
  const mapId = pool?.seat_map_id ?? null;
  const map = mapId === null ? undefined : await seatLayout(tx, key.palaceId, mapId);
  const before = await seatsOfBookings(tx, key.palaceId, [booking.id]);
  const sits = booking.status === 'confirmed' || booking.status === 'checked_in';
  if (map === undefined || mapId === null || before.length === 0 || !sits)
    throw new Problem('booking-has-no-seats');
  if (body.seats.length !== booking.seats || new Set(body.seats).size < booking.seats) {
    throw new Problem('seats-miscounted', { people: booking.seats });
  }
  const own = new Set(before.map((each) => each.seat));
  const others = ((await takenSeats(tx, [key])).get(key.sessionId) ?? []).filter((seat) => !own.has(seat));
  const taken = packSeats(others, map.layout.seats.length);
  const choice = { count: booking.seats, seats: body.seats, wish: { wheelchair: true } };
  const seats = seatsFor(map.layout, taken, choice);
  const places = placesOf(map.layout, body.seats);
  if (seats === 'seat-taken') {
    const gone = body.seats.findIndex((seat) => others.includes(seat));
    const names = { place: places[gone]?.zh ?? '', placeEn: places[gone]?.en ?? '' };
    throw new Problem('seat-taken', { ...names, instead: '', insteadEn: '' });
  }
  if (typeof seats === 'string') throw new Problem(seats);
  await deleteSeats(tx, key.palaceId, booking.id);
  await insertSeats(
    tx,
    seats.map((seat, ordinal) => ({
      palace_id: key.palaceId,
      booking_id: booking.id,
      ordinal,
      session_id: key.sessionId,
      map_id: mapId,
      seat,
      place: places[ordinal]?.zh ?? '',
      place_en: places[ordinal]?.en ?? '',
    })),
  );
  const names = places.map((each) => each.zh);
  await deps.bus.emit(tx, bookingReseated, {
    ...factOf(booking),
    places: names,
    placesEn: places.map((each) => each.en),
  });
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'booking.reseat',
    subject: { type: 'booking', id: booking.id },
    before: before.map((each) => each.place),
    after: names,
    at: now,
  });
  return { places: names };
});
