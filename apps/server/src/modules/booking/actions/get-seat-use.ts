import { getSeatUse } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { sessionForBooking } from '../../programme/index.ts';
import { seatsOfSession } from '../seats/pools.store.ts';
import { sharePools } from '../seats/seats.rules.ts';

export const getSeatUseAction = handle(getSeatUse, async ({ params, reader }) => {
  const session = await sessionForBooking(reader, params.palaceId, params.sessionId);
  if (session === null) throw new Problem('not-found');
  const { pools, waitlisted } = await seatsOfSession(reader, params.palaceId, params.sessionId);
  const shares = sharePools(session.capacity, session.quotas, new Map());
  const used =
    pools.length > 0
      ? pools.map((pool) => ({ ...pool, seats: pool.capacity }))
      : [...shares].map(([category, { capacity }]) => ({ category, seats: capacity, held: 0, confirmed: 0 }));
  const shown = ({ seats, held, confirmed }: (typeof used)[number]) => ({ seats, held, confirmed });
  const general = used.find((pool) => pool.category === null);
  return {
    capacity: session.capacity,
    general: general ? shown(general) : { seats: 0, held: 0, confirmed: 0 },
    reserved: used.flatMap((pool) =>
      pool.category === null ? [] : [{ category: pool.category, ...shown(pool) }],
    ),
    waitlisted,
  };
});
