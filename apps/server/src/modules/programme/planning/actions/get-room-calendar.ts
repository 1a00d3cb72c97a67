import { getRoomCalendar, type RoomCalendarItem } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { type Day, daysBetween, instantAt, plusDays } from '../../../../kernel/zone.ts';
import { findPalace } from '../../../network/index.ts';
import { type Occupancy, occupancyDuring } from '../../../venue/index.ts';
import { daysOffBetween } from '../days-off.ts';
import { sessionsWithin, teachersOf } from '../room-calendar.store.ts';

export const getRoomCalendarAction = handle(getRoomCalendar, async ({ params, query, reader, now }) => {
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const zone = palace.time_zone;
  const last = plusDays(query.from, query.days - 1);
  const within = { startsAt: instantAt(query.from, 0, zone), endsAt: instantAt(last, 1440, zone) };
  const [occupancy, sessions, off] = await Promise.all([
    occupancyDuring(reader, palace.id, [within]),
    sessionsWithin(reader, palace.id, within),
    daysOffBetween(reader, palace.id, zone, { first: query.from, last, now }),
  ]);
  const teachers = await teachersOf(reader, palace.id, sessions);
  const units = unitsByHolder(occupancy);
  const items = sessions.map((session): RoomCalendarItem => {
    const teacher = session.teacher_id === null ? undefined : teachers.get(session.teacher_id);
    return {
      kind: 'session',
      id: session.id,
      activityId: session.activity_id,
      title: session.title,
      titleEn: session.title_en,
      status: session.status,
      spaceId: session.space_id,
      unitIds: (units.get(session.id) ?? []).filter((unit) => unit !== session.teacher_id),
      teacher: teacher === undefined ? null : { id: teacher.id, name: teacher.name },
      startsAt: session.starts_at.toISOString(),
      endsAt: session.ends_at.toISOString(),
      version: session.version,
      booked: session.booked,
      capacity: session.capacity,
    };
  });
  return {
    timeZone: zone,
    days: daysBetween(query.from, last).map((day) => ({
      day,
      off: off.find((each) => each.day === day) ?? null,
    })),
    ...hoursShown(occupancy, query.from, last),
    spaces: occupancy.spaces.map((space) => ({ ...space, unitIds: [...space.unitIds] })),
    items: [...items, ...otherHolders(occupancy)],
  };
});

/** From the earliest opening to the latest closing of the week, at least a working day. */
function hoursShown({ hours }: Occupancy, first: Day, last: Day): { opens: string; closes: string } {
  const special = hours.special.filter((each) => each.firstDay <= last && first <= each.lastDay);
  const all = [...hours.weekly, ...special.flatMap((each) => each.hours)];
  const opens = ['08:00', ...all.map((row) => row.opens.slice(0, 5))].sort()[0] ?? '08:00';
  const closes = ['21:00', ...all.map((row) => row.closes.slice(0, 5))].sort().at(-1) ?? '21:00';
  return { opens, closes };
}

function unitsByHolder({ taken }: Occupancy): Map<string, string[]> {
  const units = new Map<string, string[]>();
  for (const { holderId, resourceId } of taken)
    units.set(holderId, [...(units.get(holderId) ?? []), resourceId]);
  return units;
}

/** What takes rooms beside sessions: rooms that workers booked, maintenance. Whose it is is not told here. */
function otherHolders(occupancy: Occupancy): RoomCalendarItem[] {
  const units = unitsByHolder(occupancy);
  const first = new Map(occupancy.taken.map((each) => [each.holderId, each]));
  return [...first.values()].flatMap(({ holderId, holderKind, startsAt, endsAt }) => {
    if (holderKind === 'session') return [];
    const unitIds = units.get(holderId) ?? [];
    const space = occupancy.spaces.find(
      (each) =>
        each.unitIds.length === unitIds.length && each.unitIds.every((unit) => unitIds.includes(unit)),
    );
    return {
      kind: holderKind,
      id: holderId,
      activityId: null,
      title: '',
      titleEn: '',
      status: null,
      spaceId: space?.id ?? null,
      unitIds,
      teacher: null,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      version: 1,
      booked: 0,
      capacity: 0,
    };
  });
}
