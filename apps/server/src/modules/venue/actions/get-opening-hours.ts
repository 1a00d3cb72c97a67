import { getOpeningHours } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { openingHoursOf } from '../opening.store.ts';
import { presentHours } from '../venue.present.ts';

export const getOpeningHoursAction = handle(getOpeningHours, async ({ params, reader }) => {
  const rows = await openingHoursOf(reader, params.palaceId);
  return { items: rows.map((row) => ({ ...presentHours(row), spaceId: row.space_id })) };
});
