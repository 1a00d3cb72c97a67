import { getPass } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { passFactsOf, presentDeskPasses, presentUses } from '../passes.present.ts';
import { refundableFen } from '../passes.rules.ts';
import { passOfPalace } from '../passes.store.ts';

export const getPassAction = handle(getPass, async ({ params, reader, deps, now }) => {
  const row = await passOfPalace(reader, params.palaceId, params.passId);
  const [shown] = row === undefined ? [] : await presentDeskPasses(reader, deps.keys, [row], now);
  if (row === undefined || shown === undefined) throw new Problem('not-found');
  return {
    ...shown,
    uses: await presentUses(reader, row),
    refundableFen: refundableFen({ ...passFactsOf(row), priceFen: row.price_fen }, now),
  };
});
