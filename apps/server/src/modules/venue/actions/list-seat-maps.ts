import { listSeatMaps } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { presentSeatMap } from '../seat-maps/seat-map.present.ts';
import { seatMapsOf } from '../seat-maps/seat-maps.store.ts';
import { spaceById } from '../venue.store.ts';

export const listSeatMapsAction = handle(listSeatMaps, async ({ params, reader }) => {
  const space = await spaceById(reader, params.palaceId, params.spaceId);
  if (space === undefined) throw new Problem('not-found');
  return { items: (await seatMapsOf(reader, params.palaceId, params.spaceId)).map(presentSeatMap) };
});
