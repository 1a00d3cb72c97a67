import type { EquityFigures } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { placeNameEn } from '../../network/index.ts';
import { assemble } from '../assemble.ts';
import type { PalaceClock } from '../rollup/count-days.ts';
import { lastOfMonth } from '../rollup/range.rules.ts';
import { addCells, OTHER } from './equity.rules.ts';
import { type Dimension, readGroups } from './equity.store.ts';

const MOST_MONTHS = 24;

/** Who some palaces served in whole months. Throws `invalid-request` for months the wrong way round or too many. */
export async function equityFigures(
  reader: Reader,
  palaces: readonly PalaceClock[],
  { fromMonth, toMonth }: { readonly fromMonth: string; readonly toMonth: string },
  now: Date,
): Promise<EquityFigures> {
  const length = monthNumber(toMonth) - monthNumber(fromMonth);
  if (length < 0 || length >= MOST_MONTHS)
    throw new Problem('invalid-request', { details: `fromMonth ≤ toMonth, ${MOST_MONTHS} months at most` });
  const [from, to] = [`${fromMonth}-01`, lastOfMonth(`${toMonth}-01`)];
  const ids = palaces.map((palace) => palace.palaceId);
  const { cells, countedAt } = await readGroups(reader, ids, { from, to });
  const { total } = await assemble(reader, { palaces, from, to, by: 'month', now });
  const of = (dimension: Dimension) =>
    addCells(
      cells
        .filter((cell) => cell.dimension === dimension)
        .map(({ value, visits, people }) => ({ value, visits, people })),
    );
  return {
    fromMonth,
    toMonth,
    countedAt: countedAt?.toISOString() ?? null,
    admissions: total.admissions,
    category: of('category'),
    band: of('band'),
    district: of('district').map((cell) => ({
      ...cell,
      nameEn: cell.value === OTHER ? '' : placeNameEn(cell.value),
    })),
  };
}

const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
