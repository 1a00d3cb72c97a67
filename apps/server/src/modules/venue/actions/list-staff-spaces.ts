import { listStaffSpaces } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentStaffSpace } from '../venue.present.ts';
import { spacesOf, unitsOfSpaces } from '../venue.store.ts';

export const listStaffSpacesAction = handle(listStaffSpaces, async ({ params, reader }) => {
  const rows = await spacesOf(reader, params.palaceId, false);
  const units = await unitsOfSpaces(
    reader,
    params.palaceId,
    rows.map((row) => row.id),
  );
  return { items: rows.map((row) => presentStaffSpace(row, units.get(row.id) ?? [])) };
});
