import type { getRoomCalendar, ResponseOf, RoomCalendarItem } from '@wengong/contract';
import { addDays, inputOfInstant, instantOfInput } from '#lib/features/console/clock.ts';

export type RoomCalendar = ResponseOf<typeof getRoomCalendar>;
type Space = RoomCalendar['spaces'][number];

/** A column of the grid: a room on a day; no room for what needs none. */
export interface Column {
  readonly key: string;
  readonly day: string;
  readonly spaceId: string | null;
}

/** What stands in a column: minutes since midnight of the column's day. */
export interface Block {
  readonly item: RoomCalendarItem;
  readonly start: number;
  readonly end: number;
  /** The room is taken because it shares a part with the item's own room. */
  readonly shared: boolean;
  /** Beside others that run at the same time: which one, of how many. */
  readonly lane: number;
  readonly lanes: number;
}

/** Where something is or is to be: minutes since midnight of the day; the end may be after midnight. */
export interface Place {
  readonly day: string;
  readonly spaceId: string | null;
  readonly start: number;
  readonly end: number;
}

/** Minutes to which a drag snaps, and the shortest a session can be made. */
export const STEP = 15;
const DAY = 24 * 60;
/** Longer than this people drop in at any time: it is told above the hours. */
const LONG = 16 * 60;

export const columnKey = (day: string, spaceId: string | null): string => `${day} ${spaceId ?? ''}`;

/** Minutes from midnight of `day` to an instant on the palace's clock; negative before it. */
function minutesFrom(day: string, instant: string, timeZone: string): number {
  const [date = '', time = ''] = inputOfInstant(instant, timeZone).split('T');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return ((Date.parse(date) - Date.parse(day)) / 86_400_000) * DAY + hours * 60 + minutes;
}

export const isLong = (item: RoomCalendarItem): boolean =>
  Date.parse(item.endsAt) - Date.parse(item.startsAt) > LONG * 60_000;

/** Whether an item is a session that can still be given another time or room. */
export const isMovable = (item: RoomCalendarItem, now: number): boolean =>
  item.kind === 'session' && item.status !== 'cancelled' && Date.parse(item.endsAt) > now;

/** Whether an item takes (a part of) a room. */
export function takes(item: RoomCalendarItem, space: Space | null): boolean {
  if (space === null) return item.spaceId === null && item.unitIds.length === 0;
  return item.spaceId === space.id || item.unitIds.some((unit) => space.unitIds.includes(unit));
}

/** What stands in a column, by start, what runs at the same time beside each other. */
export function blocksOf(
  items: readonly RoomCalendarItem[],
  column: Column,
  space: Space | null,
  timeZone: string,
): Block[] {
  const blocks = items
    .filter((item) => !isLong(item) && takes(item, space))
    .map((item) => ({
      item,
      start: minutesFrom(column.day, item.startsAt, timeZone),
      end: minutesFrom(column.day, item.endsAt, timeZone),
      shared: space !== null && item.spaceId !== space.id,
    }))
    .filter((block) => block.end > 0 && block.start < DAY)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return withLanes(blocks);
}

function withLanes(blocks: readonly Omit<Block, 'lane' | 'lanes'>[]): Block[] {
  const ends: number[] = [];
  const placed = blocks.map((block) => {
    const free = ends.findIndex((end) => end <= block.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = block.end;
    return { ...block, lane };
  });
  return placed.map((block) => {
    const beside = placed.filter((other) => other.start < block.end && block.start < other.end);
    return { ...block, lanes: Math.max(...beside.map((other) => other.lane)) + 1 };
  });
}

/** Where an item is now. */
export function placeOf(item: RoomCalendarItem, timeZone: string): Place {
  const day = inputOfInstant(item.startsAt, timeZone).slice(0, 10);
  const start = minutesFrom(day, item.startsAt, timeZone);
  return { day, spaceId: item.spaceId, start, end: minutesFrom(day, item.endsAt, timeZone) };
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.day === b.day && a.spaceId === b.spaceId && a.start === b.start && a.end === b.end;

const two = (value: number) => String(value).padStart(2, '0');
/** `14:30` for minutes since midnight; past midnight the next day's clock. */
export const clockOf = (minutes: number): string => {
  const ofDay = ((minutes % DAY) + DAY) % DAY;
  return `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}`;
};

/** The instants of a place on the palace's clock; null when there is no such time. */
export function instantsOf(place: Place, timeZone: string): { startsAt: string; endsAt: string } | null {
  const at = (minutes: number) =>
    instantOfInput(`${addDays(place.day, Math.floor(minutes / DAY))}T${clockOf(minutes)}`, timeZone);
  const startsAt = at(place.start);
  const endsAt = at(place.end);
  return startsAt && endsAt ? { startsAt, endsAt } : null;
}

/** A place moved or made longer by so many minutes; it stays on its day and lasts a step at least. */
export function shiftedBy(place: Place, part: 'whole' | 'start' | 'end', by: number): Place {
  const snapped = Math.round(by / STEP) * STEP;
  if (part === 'end') return { ...place, end: Math.max(place.start + STEP, place.end + snapped) };
  if (part === 'start') {
    return { ...place, start: Math.min(place.end - STEP, Math.max(0, place.start + snapped)) };
  }
  const start = Math.min(DAY - STEP, Math.max(0, place.start + snapped));
  return { ...place, start, end: start + place.end - place.start };
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
