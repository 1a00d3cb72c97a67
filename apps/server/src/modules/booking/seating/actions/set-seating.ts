import { setSeating } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { seatSession, sessionForBooking } from '../../../programme/index.ts';
import { lockPoolsOfSession, revisePools } from '../../seats/pools.store.ts';
import { setMapOfPools } from '../seating.store.ts';

/** The pools are locked before it is looked whether somebody has booked: a claim either came before or sees the map. */
export const setSeatingAction = handle(setSeating, async ({ params, body, actor, tx, deps, now }) => {
  const { before, after } = await seatSession(tx, deps, params, body.mapId, now);
  const pools = await lockPoolsOfSession(tx, params.palaceId, params.sessionId);
  if (pools.some((pool) => pool.held + pool.confirmed > 0)) throw new Problem('seating-in-use');
  const session = await sessionForBooking(tx, params.palaceId, params.sessionId);
  if (session !== null && pools.length > 0) {
    await revisePools(tx, session, pools, session.status === 'cancelled');
    await setMapOfPools(tx, params, body.mapId);
  }
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'session.seating',
    subject: { type: 'session', id: params.sessionId },
    before: { seatMapId: before.seat_map_id, capacity: before.capacity },
    after: { seatMapId: after.seat_map_id, capacity: after.capacity },
    at: now,
  });
  return { mapId: after.seat_map_id, capacity: after.capacity };
});
