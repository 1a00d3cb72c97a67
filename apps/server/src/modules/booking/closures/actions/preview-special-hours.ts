import { previewSpecialHours } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { instantAt } from '../../../../kernel/zone.ts';
import { findPalace } from '../../../network/index.ts';
import { outsideOf } from '../../../venue/index.ts';
import { closingEffects } from '../closing-effects.ts';

export const previewSpecialHoursAction = handle(
  previewSpecialHours,
  async ({ params, body, reader, now }) => {
    const { palaceId } = params;
    const palace = await findPalace(reader, palaceId);
    if (palace === undefined) throw new Problem('not-found');
    const closing = {
      palaceId,
      spaceId: body.spaceId,
      startsAt: instantAt(body.firstDay, 0, palace.time_zone),
      endsAt: instantAt(body.lastDay, 1440, palace.time_zone),
    };
    // Not there yet: an id that no row has.
    const outside = await outsideOf(reader, palaceId, { id: '', ...body });
    return closingEffects(reader, closing, now, outside);
  },
);
