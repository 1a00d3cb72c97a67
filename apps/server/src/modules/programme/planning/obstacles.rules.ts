import type { BodyOf, checkSlots, Obstacle } from '@wengong/contract';
import { instantAt, localDay } from '../../../kernel/zone.ts';
import {
  isWithinHours,
  type Occupancy,
  openPeriods,
  overlaps,
  type Period,
  type PlannedSpace,
} from '../../venue/index.ts';

type Wanted = Pick<BodyOf<typeof checkSlots>, 'spaceId' | 'teacherId' | 'capacity'>;

/** What is asked, with what is known: `taken` no longer holds what is being moved. */
export interface Check {
  readonly occupancy: Occupancy;
  readonly wanted: Wanted;
  readonly zone: string;
  readonly now: Date;
  /** Titles of the activities that hold something, by their sessions. */
  readonly titles: ReadonlyMap<string, string>;
}

/** Steps between the times that are tried for the nearest free one. */
const STEP_MINUTES = 15;

/** What is in the way of one of several slots that are planned together; what blocks comes first. */
export function obstaclesOf(check: Check, slot: Period, others: readonly Period[]): Obstacle[] {
  const { occupancy, wanted, titles } = check;
  const resources = resourcesOf(check);
  const taken = occupancy.taken
    .filter((each) => resources.has(each.resourceId) && overlaps(each, slot))
    .map((each) => ({
      kind: each.resourceId === wanted.teacherId ? ('teacher' as const) : ('space' as const),
      name: each.resourceName,
      title: titles.get(each.holderId) ?? null,
      ...texts(each),
      blocks: true,
    }));
  const itself =
    resources.size === 0 ? [] : others.filter((other) => other !== slot && overlaps(other, slot));
  return [
    ...eachOnce(taken),
    ...itself.map((other) => ({
      kind: 'itself' as const,
      name: '',
      title: null,
      ...texts(other),
      blocks: true,
    })),
    ...closedAt(check, slot),
  ];
}

const texts = (period: Period) => ({
  startsAt: period.startsAt.toISOString(),
  endsAt: period.endsAt.toISOString(),
});

/** A hall is several units: what has all of them is in the way once. */
function eachOnce(obstacles: readonly Obstacle[]): Obstacle[] {
  const seen = new Map(obstacles.map((each) => [`${each.kind} ${each.startsAt} ${each.title}`, each]));
  return [...seen.values()];
}

const unitsOf = ({ occupancy, wanted }: Check): readonly string[] =>
  occupancy.spaces.find((space) => space.id === wanted.spaceId)?.unitIds ?? [];

const resourcesOf = (check: Check): ReadonlySet<string> =>
  new Set(check.wanted.teacherId === null ? unitsOf(check) : [...unitsOf(check), check.wanted.teacherId]);

/** Closures and hours are told, not enforced: an evening may be held after closing time. */
function closedAt(check: Check, slot: Period): Obstacle[] {
  const { occupancy, wanted } = check;
  const closures = occupancy.closures
    .filter((closure) => closure.spaceId === null || closure.spaceId === wanted.spaceId)
    .filter((closure) => overlaps(closure, slot))
    .map((closure) => ({
      kind: 'closed' as const,
      name: closure.reason,
      title: null,
      ...texts(closure),
      blocks: false,
    }));
  if (
    closures.length > 0 ||
    wanted.spaceId === null ||
    isWithinHours(occupancy.hours, wanted.spaceId, slot, check.zone)
  )
    return closures;
  return [{ kind: 'hours', name: '', title: null, ...texts(slot), blocks: false }];
}

const isFree = ({ occupancy }: Check, resources: ReadonlySet<string>, slot: Period): boolean =>
  !occupancy.taken.some((each) => resources.has(each.resourceId) && overlaps(each, slot));

/** The time nearest to a slot, on its day, at which room and teacher are free and the house is open; null: none. */
export function nearestFree(check: Check, slot: Period): Period | null {
  const { zone, now, occupancy } = check;
  const length = slot.endsAt.getTime() - slot.startsAt.getTime();
  const day = localDay(slot.startsAt, zone);
  const open = openPeriods(occupancy.hours, check.wanted.spaceId, day, zone);
  const whole = { startsAt: instantAt(day, 8 * 60, zone), endsAt: instantAt(day, 22 * 60, zone) };
  const resources = resourcesOf(check);
  const tries = (occupancy.hours.weekly.length === 0 ? [whole] : open)
    .flatMap((period) => startsWithin(period, length))
    .map((start) => ({ startsAt: new Date(start), endsAt: new Date(start + length) }))
    .filter((each) => each.startsAt > now && isFree(check, resources, each))
    .filter((each) => closedAt(check, each).length === 0);
  const distance = (each: Period) => Math.abs(each.startsAt.getTime() - slot.startsAt.getTime());
  return tries.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

function startsWithin({ startsAt, endsAt }: Period, length: number): number[] {
  const starts: number[] = [];
  for (let at = startsAt.getTime(); at + length <= endsAt.getTime(); at += STEP_MINUTES * 60_000)
    starts.push(at);
  return starts;
}

/** Other rooms that are free in every slot and large enough, the best fitting first. */
export function freeSpaces(check: Check, slots: readonly Period[]): PlannedSpace[] {
  const { occupancy, wanted } = check;
  const needed =
    wanted.capacity ?? occupancy.spaces.find((space) => space.id === wanted.spaceId)?.capacity ?? 1;
  return occupancy.spaces
    .filter((space) => space.id !== wanted.spaceId && space.capacity >= needed && space.unitIds.length > 0)
    .filter((space) => slots.every((slot) => isFree(check, new Set(space.unitIds), slot)))
    .filter((space) => slots.every((slot) => closedAt(forSpace(check, space.id), slot).length === 0))
    .toSorted((a, b) => a.capacity - b.capacity)
    .slice(0, 5);
}

const forSpace = (check: Check, spaceId: string): Check => ({
  ...check,
  wanted: { ...check.wanted, spaceId },
});

/** Other teachers who are free in every slot. */
export const freeTeachers = (check: Check, slots: readonly Period[]) =>
  check.occupancy.teachers
    .filter((teacher) => teacher.id !== check.wanted.teacherId)
    .filter((teacher) => slots.every((slot) => isFree(check, new Set([teacher.id]), slot)))
    .slice(0, 8);
