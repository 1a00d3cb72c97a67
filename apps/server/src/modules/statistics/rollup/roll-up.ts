import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { plusDays } from '../../../kernel/zone.ts';
import { unionsOfPalaces } from '../../network/index.ts';
import { daysOfSessionsStarted } from '../../programme/index.ts';
import { type CountedDay, countDay, type PalaceClock } from './count-days.ts';
import { firstOfMonth, lastOfMonth } from './range.rules.ts';
import {
  lockProgress,
  markDays,
  markGroupMonths,
  type PalaceDay,
  readSketches,
  type Sketch,
  saveProgress,
  saveStarted,
  sumMonths,
  takeMarks,
  writeDays,
  writeSketches,
} from './rollup.store.ts';
import { addPerson, emptyRegisters, encodeSketch, mergeSketch } from './sketch.rules.ts';

/** Days of palaces that one transaction counts. */
const BATCH = 400;
/** Palaces whose day is read by one statement: the nation's 274,000 visits of a day may take longer than one is given. */
export const PALACES_AT_ONCE = 200;

type Unions = Awaited<ReturnType<typeof unionsOfPalaces>>;

/** Counts every marked day anew. Does nothing while another process does. Returns how many days it counted. */
export async function rollUp(deps: Pick<Deps, 'db' | 'clock'>): Promise<number> {
  let counted = 0;
  for (;;) {
    const batch = await deps.db.transact((tx) => rollUpBatch(tx, deps.clock.now()));
    counted += batch;
    if (batch < BATCH) return counted;
  }
}

async function rollUpBatch(tx: Tx, now: Date): Promise<number> {
  const progress = await lockProgress(tx);
  if (progress === undefined) return 0;
  await markDays(tx, await daysOfSessionsStarted(tx, { since: progress.startedUntil, until: now }));
  // Marks before rows: what is committed in between is in the rows or keeps its mark.
  const days = await takeMarks(tx, BATCH);
  if (days.length > 0) await countAnew(tx, days, await unionsOfPalaces(tx), now);
  await saveProgress(tx, now);
  return days.length;
}

interface PalaceMonth {
  readonly palaceId: string;
  readonly month: string;
}

async function countAnew(tx: Tx, days: readonly PalaceDay[], unions: Unions, now: Date): Promise<void> {
  await countDays(tx, days, unions, now);
  const months = days.map(({ palaceId, day }) => ({ palaceId, month: firstOfMonth(day) }));
  const different = new Map(months.map((each) => [`${each.palaceId} ${each.month}`, each]));
  await countMonths(tx, [...different.values()], unions);
}

/** Counts days from the rows, and the different persons of those days up to the nation. */
async function countDays(tx: Tx, days: readonly PalaceDay[], unions: Unions, now: Date): Promise<void> {
  const clocks = new Map<string, PalaceClock>(unions.map((palace) => [palace.palaceId, palace]));
  for (const [day, marked] of Map.groupBy(days, (each) => each.day)) {
    const palaces = marked.flatMap(({ palaceId }) => clocks.get(palaceId) ?? []);
    for (let at = 0; at < palaces.length; at += PALACES_AT_ONCE) {
      const counted = await countDay(tx, palaces.slice(at, at + PALACES_AT_ONCE), day, now);
      await writeDays(tx, counted);
      await writeSketches(tx, 'palace', 'day', counted.map(sketchOf));
    }
    await sketchUnions(tx, day, palaces, unions);
  }
}

/** Makes months of their days. */
async function countMonths(tx: Tx, months: readonly PalaceMonth[], unions: Unions): Promise<void> {
  await sumMonths(tx, months);
  await markGroupMonths(tx, months);
  for (const [month, palaces] of Map.groupBy(months, (each) => each.month)) {
    const ids = palaces.map((each) => each.palaceId);
    await sketchMonth(tx, 'palace', month, ids);
    await sketchMonth(tx, 'union', month, unionsAround(unions, ids));
  }
}

function sketchOf({ palaceId, day, persons }: CountedDay): Sketch {
  const registers = emptyRegisters();
  for (const person of persons) addPerson(registers, person);
  return { owner: palaceId, startsOn: day, sketch: encodeSketch(registers) };
}

const unionsAround = (unions: Unions, palaceIds: readonly string[]): string[] => {
  const ids = new Set(palaceIds);
  return [...new Set(unions.filter((each) => ids.has(each.palaceId)).flatMap((each) => each.unionIds))];
};

/** A union's day is that of all palaces under it, changed or not. */
async function sketchUnions(
  tx: Tx,
  day: string,
  counted: readonly PalaceClock[],
  unions: Unions,
): Promise<void> {
  const ids = counted.map((each) => each.palaceId);
  const changed = new Set(unionsAround(unions, ids));
  const unionsOf = new Map(
    unions.map(({ palaceId, unionIds }) => [palaceId, unionIds.filter((id) => changed.has(id))]),
  );
  const palaces = [...unionsOf].flatMap(([palaceId, own]) => (own.length > 0 ? [palaceId] : []));
  const sketches = await readSketches(tx, 'palace', 'day', { from: day, to: day }, palaces);
  const merged = new Map([...changed].map((id) => [id, emptyRegisters()]));
  for (const { owner, sketch } of sketches) {
    for (const union of unionsOf.get(owner) ?? []) mergeSketch(merged.get(union) as Uint8Array, sketch);
  }
  await writeSketches(
    tx,
    'union',
    'day',
    [...merged].map(([owner, registers]) => ({ owner, startsOn: day, sketch: encodeSketch(registers) })),
  );
}

async function sketchMonth(
  tx: Tx,
  kind: 'palace' | 'union',
  month: string,
  owners: readonly string[],
): Promise<void> {
  // By tens: a month of a large union is half a megabyte of registers.
  for (let at = 0; at < owners.length; at += 10) {
    const some = owners.slice(at, at + 10);
    const days = await readSketches(tx, kind, 'day', { from: month, to: lastOfMonth(month) }, some);
    const byOwner = Map.groupBy(days, (each) => each.owner);
    const months = some.map((owner) => {
      const registers = emptyRegisters();
      for (const { sketch } of byOwner.get(owner) ?? []) mergeSketch(registers, sketch);
      return { owner, startsOn: month, sketch: encodeSketch(registers) };
    });
    await writeSketches(tx, kind, 'month', months);
  }
}

/**
 * Counts every day of a range anew for all palaces, marked or not, a day a transaction: after a change of how figures
 * are counted. Throws when another process rolls up.
 */
export async function rebuildFigures(
  deps: Pick<Deps, 'db' | 'clock'>,
  range: { readonly from: string; readonly to: string },
  progress: (day: string) => void,
): Promise<void> {
  const began = deps.clock.now();
  const unions = await unionsOfPalaces(deps.db.reader);
  for (let day = range.from; day <= range.to; day = plusDays(day, 1)) {
    const days = unions.map(({ palaceId }) => ({ palaceId, day }));
    await whileLocked(deps, (tx) => countDays(tx, days, unions, deps.clock.now()));
    if (day === range.to || day === lastOfMonth(day)) {
      const months = unions.map(({ palaceId }) => ({ palaceId, month: firstOfMonth(day) }));
      await whileLocked(deps, (tx) => countMonths(tx, months, unions));
    }
    progress(day);
  }
  await whileLocked(deps, (tx, { startedUntil }) =>
    markOutside(tx, range, { since: startedUntil, until: began }),
  );
}

/** The sessions that started on the days of the range are counted: nobody need look for them again. */
async function markOutside(
  tx: Tx,
  range: { readonly from: string; readonly to: string },
  starts: { readonly since: Date; readonly until: Date },
): Promise<void> {
  if (starts.until <= starts.since) return;
  const started = await daysOfSessionsStarted(tx, starts);
  await markDays(
    tx,
    started.filter(({ day }) => day < range.from || day > range.to),
  );
  await saveStarted(tx, starts.until);
}

const whileLocked = (
  deps: Pick<Deps, 'db'>,
  work: (tx: Tx, progress: { readonly startedUntil: Date }) => Promise<void>,
): Promise<void> =>
  deps.db.transact(async (tx) => {
    const progress = await lockProgress(tx);
    if (progress === undefined) throw new Error('another process rolls the figures up; try again');
    await work(tx, progress);
  });
