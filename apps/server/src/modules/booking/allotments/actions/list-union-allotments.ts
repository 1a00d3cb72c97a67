import { listUnionAllotments } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { unionsByIds } from '../../../network/index.ts';
import { unionAllotments } from '../allotments.present.ts';
import { allotmentsOfUnion } from '../allotments.store.ts';

/** More than a union has ahead. */
const MOST = 200;

export const listUnionAllotmentsAction = handle(listUnionAllotments, async ({ params, reader, now }) => {
  const union = (await unionsByIds(reader, [params.unionId])).get(params.unionId);
  if (union === undefined) throw new Problem('not-found');
  const pools = await allotmentsOfUnion(reader, params.unionId, now, MOST);
  return {
    union: { id: union.id, name: union.name, nameEn: union.name_en },
    items: await unionAllotments(reader, pools, now),
  };
});
