import { searchUnions } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { findPalace, unionsByIds, unionsByName } from '../../../network/index.ts';

/** As many as a list that filters while typing holds; more are found by name. */
const SHOWN = 300;

export const searchUnionsAction = handle(searchUnions, async ({ params, query, reader }) => {
  const palace = await findPalace(reader, params.palaceId);
  const own = palace && (await unionsByIds(reader, [palace.union_id])).get(palace.union_id);
  if (own === undefined) throw new Problem('not-found');
  const found = await unionsByName(reader, { name: query.q, near: own.path, limit: SHOWN });
  return {
    items: found.map((union) => ({
      id: union.id,
      name: union.name,
      nameEn: union.name_en,
      above: union.above_name,
      aboveEn: union.above_name_en,
    })),
  };
});
