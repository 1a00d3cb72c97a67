import { getUnionFigures } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { unionFiguresOf } from '../union-figures.ts';

export const getUnionFiguresAction = handle(getUnionFigures, ({ params, query, reader, actor, now }) =>
  unionFiguresOf(reader, params.unionId, { ...query, actor, now }),
);
