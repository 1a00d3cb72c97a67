import type { PeriodLength, Sums } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { type AttendanceScope, differentPeople } from '../booking/index.ts';
import { partsOf, periodStart, type RangeParts } from './rollup/range.rules.ts';
import { readSketches, type Sketch } from './rollup/rollup.store.ts';
import { countPersons, emptyRegisters, mergeSketch } from './rollup/sketch.rules.ts';

/** Named visits up to which different persons are counted one by one; beyond, they are estimated from sketches. */
export const MOST_COUNTED = 100_000;

/**
 * Sketches of parts that one question reads at most: sixteen kilobytes each; 1,200 took 0.5 to 0.65 s to read and merge
 * on two busy cores. A year of provinces is 372, of a province's 125 palaces 1,500, of a nation's thousand 12,000.
 */
const MOST_SKETCHES = 1500;
/** Of these so many are in memory at once. */
const AT_ONCE = 300;
/** A month is whole only when the range has its last day: no clock is past this one. */
const NEVER = '9999-12-31';

export interface People {
  readonly total: number;
  readonly estimated: boolean;
  /** Null: too many to tell. */
  palace(id: string): number | null;
  group(id: string): number | null;
  /** By the first day of the period. */
  period(start: string): number | null;
}

export interface PeopleAsked {
  readonly scope: AttendanceScope;
  readonly by: PeriodLength;
  readonly parts: RangeParts;
  readonly sums: Sums;
  /** The union whose palaces these are, or null for one palace. */
  readonly union: string | null;
}

/** Different persons (人数) of all together, of each palace, of each group and of each period. */
export async function peopleOf(reader: Reader, asked: PeopleAsked): Promise<People> {
  const named = asked.sums.admissions + asked.sums.stamps;
  return named <= MOST_COUNTED ? countThem(reader, asked) : estimateThem(reader, asked);
}

async function countThem(reader: Reader, { scope, by }: PeopleAsked): Promise<People> {
  const rows = await differentPeople(reader, scope, by);
  const of = (key: 'palace_id' | 'part' | 'period') =>
    new Map(rows.flatMap((row) => (row[key] === null ? [] : [[row[key] as string, row.people]])));
  const [palaces, groups, periods] = [of('palace_id'), of('part'), of('period')];
  const all = rows.find((row) => row.palace_id === null && row.part === null && row.period === null);
  return {
    total: all?.people ?? 0,
    estimated: false,
    palace: (id) => palaces.get(id) ?? 0,
    group: (id) => groups.get(id) ?? 0,
    period: (start) => periods.get(start) ?? 0,
  };
}

async function estimateThem(reader: Reader, { scope, by, parts, union }: PeopleAsked): Promise<People> {
  const palaceIds = scope.palaces.map((palace) => palace.palaceId);
  const groups = [...new Set(scope.palaces.map((palace) => palace.group))].filter((group) => group !== '');
  const kind = union === null ? 'palace' : 'union';
  const whole = union ?? palaceIds[0] ?? '';
  // Periods need their own days; groups and palaces are asked for the whole range, of which months say the same.
  const few = parts.months.length > 0 ? parts : partsOf(scope.from, scope.to, NEVER);
  const each = sketchesIn(few);
  const affordable = (owners: readonly string[]) => owners.length * each <= MOST_SKETCHES;
  const ofEach = async (of: 'palace' | 'union', owners: readonly string[]) =>
    affordable(owners) ? estimateEach(reader, of, few, owners) : null;
  const [own, byGroup, byPalace] = await Promise.all([
    sketchesOf(reader, kind, parts, [whole]),
    ofEach('union', groups),
    union === null ? null : ofEach('palace', palaceIds),
  ]);
  const byPeriod = estimates(own, (sketch) => periodStart(sketch.startsOn, by));
  const total = estimates(own, () => '').get('') ?? 0;
  return {
    total,
    estimated: true,
    palace: (id) => (union === null ? total : byPalace && (byPalace.get(id) ?? 0)),
    group: (id) => byGroup && (byGroup.get(id) ?? 0),
    period: (start) => byPeriod.get(start) ?? 0,
  };
}

/** Sketches of one owner that the parts of a range have. */
const sketchesIn = ({ months, runs }: RangeParts): number =>
  runs.reduce(
    (sum, run) => sum + (Date.parse(run.to) - Date.parse(run.from)) / 86_400_000 + 1,
    months.length,
  );

/** Persons of each of many owners. */
async function estimateEach(
  reader: Reader,
  kind: 'palace' | 'union',
  parts: RangeParts,
  owners: readonly string[],
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const some = Math.max(1, Math.floor(AT_ONCE / sketchesIn(parts)));
  for (let at = 0; at < owners.length; at += some) {
    const read = await sketchesOf(reader, kind, parts, owners.slice(at, at + some));
    for (const [owner, count] of estimates(read, (sketch) => sketch.owner)) counts.set(owner, count);
  }
  return counts;
}

async function sketchesOf(
  reader: Reader,
  kind: 'palace' | 'union',
  { months, runs }: RangeParts,
  owners: readonly string[],
): Promise<Sketch[]> {
  const [first, last] = [months[0], months.at(-1)];
  const read = runs.map((run) => readSketches(reader, kind, 'day', run, owners));
  // Whole months follow each other: what is left out of a range lies at its ends.
  if (first && last) read.push(readSketches(reader, kind, 'month', { from: first, to: last }, owners));
  return (await Promise.all(read)).flat();
}

function estimates(sketches: readonly Sketch[], key: (sketch: Sketch) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [of, some] of Map.groupBy(sketches, key)) {
    const registers = emptyRegisters();
    for (const { sketch } of some) mergeSketch(registers, sketch);
    counts.set(of, countPersons(registers));
  }
  return counts;
}
