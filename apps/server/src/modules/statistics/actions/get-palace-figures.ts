import { getPalaceFigures } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { palaceFiguresOf } from '../palace-figures.ts';

export const getPalaceFiguresAction = handle(getPalaceFigures, ({ params, query, reader, now }) =>
  palaceFiguresOf(reader, params.palaceId, query, now),
);
