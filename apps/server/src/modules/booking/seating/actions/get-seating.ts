import { getSeating } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { seatLayout } from '../../../venue/index.ts';

/** The map never changes, but which one the session is sold by may, until somebody has booked. */
export const getSeatingAction = handle(getSeating, async ({ params, reader }) => {
  const session = await sessionForBooking(reader, params.palaceId, params.sessionId);
  if (session === null) throw new Problem('not-found');
  if (session.seatMapId === null) throw new Problem('session-not-seated');
  const map = await seatLayout(reader, params.palaceId, session.seatMapId);
  if (map === undefined) throw new Problem('not-found');
  return { sessionId: session.sessionId, mapId: map.mapId, plan: map.layout.plan, seats: map.seats };
});
