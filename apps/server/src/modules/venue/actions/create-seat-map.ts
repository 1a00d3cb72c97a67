import { createSeatMap, isSold, layOutSeats, type SeatPlan } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentSeatMap } from '../seat-maps/seat-map.present.ts';
import { countSeats, faultsOf, type PlanFault } from '../seat-maps/seat-map.rules.ts';
import { insertSeatMap, seatMapsOf } from '../seat-maps/seat-maps.store.ts';
import { lockSpace } from '../venue.store.ts';
import type { SeatMapRow } from '../venue.tables.ts';

/** Adds the next version: the space's row is locked, so that versions follow each other. */
export const createSeatMapAction = handle(createSeatMap, async ({ params, body, actor, tx, now }) => {
  const { palaceId, spaceId } = params;
  if ((await lockSpace(tx, palaceId, spaceId)) === undefined) throw new Problem('not-found');
  refuseFaults(body);
  const [newest] = await seatMapsOf(tx, palaceId, spaceId);
  const layout = layOutSeats(body);
  const counts = countSeats(layout);
  const row: SeatMapRow = {
    palace_id: palaceId,
    id: newId(),
    space_id: spaceId,
    version: (newest?.version ?? 0) + 1,
    plan: body,
    seats: counts.seats,
    wheelchair_places: counts.wheelchairPlaces,
    created_by: actor.personId,
    created_at: now,
  };
  await insertSeatMap(
    tx,
    row,
    layout.seats.filter(isSold).map((seat) => seat.index),
  );
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'seat-map.create',
    subject: { type: 'space', id: spaceId },
    after: { version: row.version, ...counts },
    at: now,
  });
  return presentSeatMap(row);
});

const words: Readonly<Record<PlanFault['what'], string>> = {
  'row-twice': '排号重复 / row named twice',
  'too-many': '座位过多 / too many seats',
  'mark-nowhere': '标记的座位不存在 / marked seat does not exist',
  'nothing-sold': '没有可售座位 / no seat to sell',
};

function refuseFaults(plan: SeatPlan): void {
  const faults = faultsOf(plan);
  const [first] = faults;
  if (first === undefined) return;
  throw new Problem(
    'seat-plan-wrong',
    { what: words[first.what] },
    { fields: faults.map(({ path, what }) => ({ path, message: words[what] })) },
  );
}
