import { getUnionAllotment } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { enrolUntil, unionAllotments } from '../../allotments/allotments.present.ts';
import { inTreeOrder } from '../../allotments/allotments.rules.ts';
import { seatsOfSession } from '../../seats/pools.store.ts';
import { groupOf, groupPool } from '../group.ts';
import { presentSeats } from '../groups.present.ts';
import { seatsOfPools } from '../groups.store.ts';

/** More people than an allotment has seats. */
const MOST = 5000;

export const getUnionAllotmentAction = handle(getUnionAllotment, async ({ params, reader, deps, now }) => {
  const pool = await groupPool(reader, params.unionId, params.allotmentId);
  const group = await groupOf(reader, pool);
  const [allotment] = await unionAllotments(reader, [pool], now);
  if (group === null || allotment === undefined) throw new Problem('not-found');
  const { pools } = await seatsOfSession(reader, pool.palace_id, pool.session_id);
  const within = inTreeOrder(pools).filter(
    (each) => each.parent_id === pool.id && each.union_id === pool.union_id,
  );
  const seats = await seatsOfPools(reader, pool.palace_id, [pool.id], MOST);
  return {
    union: group.union,
    allotment,
    within: await unionAllotments(reader, within, now),
    people: await presentSeats(reader, deps.keys, { seats, until: enrolUntil(pool) }),
  };
});
