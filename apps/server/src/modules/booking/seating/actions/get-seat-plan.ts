import { getSeatPlan } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { presentSeatMap, seatLayout, seatMapsOf } from '../../../venue/index.ts';
import { maskName } from '../../booking.rules.ts';
import { seatedIn } from '../seating.store.ts';

export const getSeatPlanAction = handle(getSeatPlan, async ({ params, reader, deps }) => {
  const session = await sessionForBooking(reader, params.palaceId, params.sessionId);
  if (session === null) throw new Problem('not-found');
  const { seatMapId, spaceId } = session;
  const map = seatMapId === null ? undefined : await seatLayout(reader, params.palaceId, seatMapId);
  const seated = await seatedIn(reader, params);
  const people = await peopleOf(
    reader,
    deps.keys,
    seated.map((seat) => seat.person_id),
  );
  const maps = spaceId === null ? [] : await seatMapsOf(reader, params.palaceId, spaceId);
  return {
    mapId: seatMapId,
    plan: map?.layout.plan ?? null,
    people: seated.map((seat) => ({
      seat: seat.seat,
      place: seat.place,
      placeEn: seat.place_en,
      bookingId: seat.booking_id,
      holderName: maskName(seat.companion ?? people.get(seat.person_id)?.displayName ?? ''),
      status: seat.status,
      ticket: seat.ordinal + 1,
      tickets: seat.seats,
    })),
    maps: maps.map(presentSeatMap),
  };
});
