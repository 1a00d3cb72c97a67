import type { PeriodLength, Sums } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { daysOfSessionsStarted } from '../programme/index.ts';
import { rolledSums, rollupState } from './figures.store.ts';
import { type CountedDay, countDay, type PalaceClock } from './rollup/count-days.ts';
import { daysOnly, latestDay, partsOf, periodStart, type RangeParts } from './rollup/range.rules.ts';
import type { PalaceDay } from './rollup/rollup.store.ts';
import { sumOf } from './statistics.rules.ts';

/** Days that one question counts from the rows because they are not rolled up yet; with more it takes what is. */
const MOST_LIVE_DAYS = 40;

export interface Asked {
  readonly palaces: readonly PalaceClock[];
  readonly from: string;
  readonly to: string;
  readonly by: PeriodLength;
  readonly now: Date;
}

export interface Assembled {
  readonly parts: RangeParts;
  readonly total: Sums;
  readonly byPalace: ReadonlyMap<string, Sums>;
  /** By the first day of the period. */
  readonly byPeriod: ReadonlyMap<string, Sums>;
  /** Days that were counted from the rows just now. */
  readonly live: readonly CountedDay[];
  /** Null when everything that happened is in. */
  readonly asOf: Date | null;
}

/**
 * Sums of a range: what is rolled up, with the days that changed since replaced by a count of their rows. With very
 * many such days (the whole country in the evening) the figures are those of the last rollup, and say so.
 */
export async function assemble(reader: Reader, asked: Asked): Promise<Assembled> {
  const { palaces, from, to, by, now } = asked;
  const ids = palaces.map((palace) => palace.palaceId);
  const latest = latestDay(
    now,
    palaces.map((palace) => palace.timeZone),
  );
  const parts = by === 'month' ? partsOf(from, to, latest) : daysOnly(from, to);
  const { pending, asOf } = await pendingDays(reader, asked, ids);
  const [rolled, live] = await Promise.all([
    rolledSums(reader, ids, parts, by, pending),
    countLive(reader, asked, pending),
  ]);
  const sumsBy = (rolledKey: 'palaceId' | 'period', key: (each: CountedDay) => string) => {
    const known = rolled.flatMap((row) => {
      const value = row[rolledKey];
      return value === null ? [] : [{ key: value, sums: row as Sums }];
    });
    const all = [...known, ...live.map((each) => ({ key: key(each), sums: each.sums }))];
    return new Map(
      [...Map.groupBy(all, (each) => each.key)].map(([of, some]) => [
        of,
        sumOf(some.map((each) => each.sums)),
      ]),
    );
  };
  const byPalace = sumsBy('palaceId', (each) => each.palaceId);
  const byPeriod = sumsBy('period', (each) => periodStart(each.day, by));
  return { parts, total: sumOf([...byPalace.values()]), byPalace, byPeriod, live, asOf };
}

/** Days whose rows changed, or on which a session began, since they were rolled up. */
async function pendingDays(
  reader: Reader,
  { from, to, now }: Asked,
  ids: readonly string[],
): Promise<{ pending: PalaceDay[]; asOf: Date | null }> {
  const state = await rollupState(reader, ids, { from, to }, MOST_LIVE_DAYS + 1);
  const started = await daysOfSessionsStarted(reader, {
    since: state.startedUntil,
    until: now,
    within: { palaceIds: ids, from, to },
  });
  const all = [...state.marked, ...started];
  const pending = [...new Map(all.map((each) => [`${each.palaceId} ${each.day}`, each])).values()];
  if (pending.length <= MOST_LIVE_DAYS) return { pending, asOf: null };
  return { pending: [], asOf: state.rolledAt ?? state.startedUntil };
}

async function countLive(
  reader: Reader,
  { palaces, now }: Asked,
  pending: readonly PalaceDay[],
): Promise<CountedDay[]> {
  const clocks = new Map(palaces.map((palace) => [palace.palaceId, palace]));
  const days = [...Map.groupBy(pending, (each) => each.day)];
  const counted = await Promise.all(
    days.map(([day, some]) =>
      countDay(
        reader,
        some.flatMap(({ palaceId }) => clocks.get(palaceId) ?? []),
        day,
        now,
      ),
    ),
  );
  return counted.flat();
}
