import { getPalaceEquity } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { equityFigures } from '../equity/equity-figures.ts';

export const getPalaceEquityAction = handle(getPalaceEquity, async ({ params, query, reader, now }) => {
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  return equityFigures(reader, [{ palaceId: palace.id, timeZone: palace.time_zone }], query, now);
});
