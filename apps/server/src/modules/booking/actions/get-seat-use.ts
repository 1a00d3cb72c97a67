import { getSeatUse } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { sessionForBooking } from '../../programme/index.ts';
import type { PoolRow } from '../booking.tables.ts';
import { planPools } from '../seats/plan-pools.ts';
import { seatsOfSession } from '../seats/pools.store.ts';

export const getSeatUseAction = handle(getSeatUse, async ({ params, reader }) => {
  const session = await sessionForBooking(reader, params.palaceId, params.sessionId);
  if (session === null) throw new Problem('not-found');
  const { pools, waitlisted } = await seatsOfSession(reader, params.palaceId, params.sessionId);
  const used = pools.length > 0 ? pools : planPools(session, []);
  return {
    capacity: session.capacity,
    general: sum(used.filter((pool) => pool.kind === 'general')),
    reserved: used.flatMap((pool) =>
      pool.seats === null && pool.category !== null ? [{ category: pool.category, ...sum([pool]) }] : [],
    ),
    allotted: sum(used.filter((pool) => pool.seats !== null)),
    waitlisted,
  };
});

const sum = (pools: readonly PoolRow[]) => ({
  seats: pools.reduce((seats, pool) => seats + pool.capacity, 0),
  held: pools.reduce((seats, pool) => seats + pool.held, 0),
  confirmed: pools.reduce((seats, pool) => seats + pool.confirmed, 0),
});
