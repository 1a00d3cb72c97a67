import { listSlots } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { slotsOfSpace } from '../slots.ts';
import { presentSlot } from '../venue.present.ts';
import { spaceById } from '../venue.store.ts';

export const listSlotsAction = handle(listSlots, async ({ params, query, reader, now }) => {
  const [palace, space] = await Promise.all([
    findPalace(reader, params.palaceId),
    spaceById(reader, params.palaceId, params.spaceId),
  ]);
  if (palace === undefined || space === undefined) throw new Problem('not-found');
  if (!space.bookable) throw new Problem('space-not-bookable');
  const slots = await slotsOfSpace(reader, space, palace.time_zone, query.day, now);
  return { items: slots.map((slot) => presentSlot(slot, space)) };
});
