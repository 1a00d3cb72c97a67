import { getUnionEquity } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { equityFigures } from '../equity/equity-figures.ts';
import { unionScope } from '../union-scope.ts';

export const getUnionEquityAction = handle(getUnionEquity, async ({ params, query, reader, actor, now }) => {
  const { palaces } = await unionScope(reader, params.unionId, actor);
  const clocks = palaces.map((palace) => ({ palaceId: palace.id, timeZone: palace.time_zone }));
  return equityFigures(reader, clocks, query, now);
});
