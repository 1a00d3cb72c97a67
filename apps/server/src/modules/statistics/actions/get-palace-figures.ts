import { getPalaceFigures, type PalaceFigures } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import {
  type AttendanceCell,
  type AttendanceScope,
  attendanceCells,
  differentPeople,
  differentPeopleByActivity,
  seatsBooked,
} from '../../booking/index.ts';
import { findPalace } from '../../network/index.ts';
import { type SessionFacts, sessionFacts } from '../../programme/index.ts';
import { requireDays } from '../statistics.range.ts';
import { countUp } from '../statistics.rules.ts';

export const getPalaceFiguresAction = handle(getPalaceFigures, async ({ params, query, reader, now }) => {
  const days = requireDays(query);
  const palace = await findPalace(reader, params.palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const scope: AttendanceScope = {
    palaces: [{ palaceId: palace.id, timeZone: palace.time_zone, group: '' }],
    from: query.from,
    to: query.to,
  };
  const cells = await attendanceCells(reader, scope);
  const facts = await factsOf(reader, palace.id, { ...query, now }, cells);
  const people = await differentPeople(reader, scope);
  const held = [...facts.values()].filter((each) => each.held);
  const peopleOn = (day: string | null) =>
    people.find((row) => row.palace_id !== null && row.day === day)?.people ?? 0;
  return {
    from: query.from,
    to: query.to,
    total: countUp(cells, facts, held.length, peopleOn(null)),
    days: days.map((day) => ({
      day,
      ...countUp(
        cells.filter((cell) => cell.day === day),
        facts,
        held.filter((session) => session.day === day).length,
        peopleOn(day),
      ),
    })),
    hours: hoursOf(cells),
    activities: await activitiesOf(reader, scope, cells, facts),
  };
});

async function factsOf(
  reader: Reader,
  palaceId: string,
  range: { from: string; to: string; now: Date },
  cells: readonly AttendanceCell[],
): Promise<Map<string, SessionFacts>> {
  const visited = [...new Set(cells.flatMap((cell) => (cell.session_id === null ? [] : [cell.session_id])))];
  const facts = await sessionFacts(reader, [palaceId], range, visited);
  return new Map(facts.map((each) => [each.sessionId, each]));
}

function hoursOf(cells: readonly AttendanceCell[]): PalaceFigures['hours'] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, visits: 0 }));
  for (const cell of cells) {
    const slot = hours[cell.hour];
    if (slot) slot.visits += cell.visits;
  }
  return hours;
}

/** Activities that were visited or held, the most visited first. */
async function activitiesOf(
  reader: Reader,
  scope: AttendanceScope,
  cells: readonly AttendanceCell[],
  facts: ReadonlyMap<string, SessionFacts>,
): Promise<PalaceFigures['activities']> {
  const visitsOf = Map.groupBy(cells, (cell) => cell.session_id);
  const shown = [...facts.values()].filter((each) => each.held || visitsOf.has(each.sessionId));
  const booked = await seatsBooked(
    reader,
    scope.palaces[0]?.palaceId ?? '',
    shown.map((each) => each.sessionId),
  );
  const people = await differentPeopleByActivity(reader, scope, shown);
  const groups = Map.groupBy(shown, (each) => each.activityId);
  return [...groups]
    .map(([activityId, sessions]) => ({
      activityId,
      title: sessions[0]?.title ?? '',
      titleEn: sessions[0]?.titleEn ?? '',
      kind: sessions[0]?.kind ?? '',
      sessions: sessions.filter((each) => each.held).length,
      booked: sessions.reduce((sum, each) => sum + (booked.get(each.sessionId) ?? 0), 0),
      visits: sessions.reduce(
        (sum, each) =>
          sum + (visitsOf.get(each.sessionId) ?? []).reduce((part, cell) => part + cell.visits, 0),
        0,
      ),
      people: people.get(activityId) ?? 0,
    }))
    .sort((a, b) => b.visits - a.visits || b.booked - a.booked);
}
