import { previewSpecialHours } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { findPalace } from '../../../network/index.ts';
import { outsideOf, reachOf, specialHoursById } from '../../../venue/index.ts';
import { closingEffects } from '../closing-effects.ts';

export const previewSpecialHoursAction = handle(
  previewSpecialHours,
  async ({ params, body, reader, now }) => {
    const { palaceId } = params;
    const { replaces, ...wanted } = body;
    const palace = await findPalace(reader, palaceId);
    const replaced = replaces === undefined ? undefined : await specialHoursById(reader, palaceId, replaces);
    if (palace === undefined || (replaces !== undefined && replaced === undefined))
      throw new Problem('not-found');
    // New ones are not there yet: an id that no row has.
    const special = { id: replaces ?? '', ...wanted };
    const closing = { palaceId, ...reachOf(special, replaced, palace.time_zone) };
    return closingEffects(reader, closing, now, await outsideOf(reader, palaceId, special, replaced));
  },
);
