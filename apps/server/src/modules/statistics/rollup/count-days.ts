import type { Sums } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { type AttendanceCell, attendanceCells, seatUse } from '../../booking/index.ts';
import { type SessionFacts, sessionFacts } from '../../programme/index.ts';
import { countPart, countUp } from '../statistics.rules.ts';

export interface PalaceClock {
  readonly palaceId: string;
  readonly timeZone: string;
}

/** A day of a palace, counted from the rows of attendance, sessions and bookings. */
export interface CountedDay {
  readonly palaceId: string;
  readonly day: string;
  readonly sums: Sums;
  /** The different persons who came. */
  readonly persons: readonly string[];
  readonly cells: readonly AttendanceCell[];
  readonly brands: readonly {
    readonly brandId: string;
    readonly visits: number;
    readonly sessions: number;
  }[];
}

/** Counts one day of some palaces from the rows, as of `now`; a palace where nothing happened is there too. */
export async function countDay(
  reader: Reader | Tx,
  palaces: readonly PalaceClock[],
  day: string,
  now: Date,
): Promise<CountedDay[]> {
  const scope = { palaces: palaces.map((palace) => ({ ...palace, group: '' })), from: day, to: day };
  const ids = palaces.map((palace) => palace.palaceId);
  const cells = await attendanceCells(reader, scope);
  const visited = [...new Set(cells.flatMap((cell) => (cell.session_id === null ? [] : [cell.session_id])))];
  const facts = await sessionFacts(reader, ids, { from: day, to: day, now }, visited);
  const held = facts.filter((session) => session.held);
  const seats = await seatUse(
    reader,
    ids,
    held.map((session) => session.sessionId),
  );
  const known = { facts: new Map(facts.map((session) => [session.sessionId, session])), seats };
  const cellsOf = Map.groupBy(cells, (cell) => cell.palace_id);
  const factsOf = Map.groupBy(facts, (session) => session.palaceId);
  return ids.map((palaceId) => {
    const own = cellsOf.get(palaceId) ?? [];
    const sessions = factsOf.get(palaceId) ?? [];
    return {
      palaceId,
      day,
      sums: countUp(
        own,
        sessions.filter((session) => session.held),
        known,
      ),
      persons: [...new Set(own.flatMap((cell) => cell.persons))],
      cells: own,
      brands: brandsOf(sessions, own, known),
    };
  });
}

function brandsOf(
  sessions: readonly SessionFacts[],
  cells: readonly AttendanceCell[],
  known: Parameters<typeof countPart>[2],
): CountedDay['brands'] {
  const brandOf = new Map(sessions.map((session) => [session.sessionId, session.brandId]));
  const visits = Map.groupBy(cells, (cell) => brandOf.get(cell.session_id ?? '') ?? null);
  return [...Map.groupBy(sessions, (session) => session.brandId)].flatMap(([brandId, own]) => {
    if (brandId === null) return [];
    const part = countPart(own, visits.get(brandId) ?? [], known);
    return part.visits === 0 && part.sessions === 0
      ? []
      : [{ brandId, visits: part.visits, sessions: part.sessions }];
  });
}
