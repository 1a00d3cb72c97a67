import type { PalaceFigures, PeriodLength } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import {
  type AttendanceCell,
  type AttendanceScope,
  differentPeopleByKey,
  seatUse,
} from '../booking/index.ts';
import { findPalace } from '../network/index.ts';
import { type SessionFacts, sessionFacts } from '../programme/index.ts';
import { spaceNames } from '../venue/index.ts';
import { type Assembled, assemble } from './assemble.ts';
import { rolledCells } from './figures.store.ts';
import { peopleOf } from './people.ts';
import { periodStart, periodsOf, usualLength } from './rollup/range.rules.ts';
import { requireDays } from './statistics.range.ts';
import { countPart, noSums, type SessionsKnown } from './statistics.rules.ts';

export interface RangeAsked {
  readonly from: string;
  readonly to: string;
  readonly by?: PeriodLength | undefined;
}

/** What a palace did. Throws `not-found` and `invalid-request`. */
export async function palaceFiguresOf(
  reader: Reader,
  palaceId: string,
  query: RangeAsked,
  now: Date,
): Promise<PalaceFigures> {
  requireDays(query);
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const { from, to, by = usualLength(from, to) } = query;
  const place = { palaceId: palace.id, timeZone: palace.time_zone };
  const figures = await assemble(reader, { palaces: [place], from, to, by, now });
  const scope: AttendanceScope = { palaces: [{ ...place, group: '' }], from, to };
  const people = await peopleOf(reader, {
    scope,
    by,
    parts: figures.parts,
    sums: figures.total,
    union: null,
  });
  const cells = await cellsOf(reader, scope, figures);
  return {
    from,
    to,
    total: { ...figures.total, people: people.total },
    peopleEstimated: people.estimated,
    asOf: figures.asOf?.toISOString() ?? null,
    periods: periodsOf(from, to, by).map((period) => {
      const start = periodStart(period.from, by);
      return { ...period, ...(figures.byPeriod.get(start) ?? noSums), people: people.period(start) ?? 0 };
    }),
    hours: hoursOf(cells),
    ...(await partsOfProgramme(reader, { scope, now, cells })),
  };
}

/** Rolled-up cells, with those of the days that were counted just now in their place. */
async function cellsOf(
  reader: Reader,
  { palaces, from, to }: AttendanceScope,
  { live }: Assembled,
): Promise<AttendanceCell[]> {
  const counted = new Set(live.map((each) => each.day));
  const rolled = await rolledCells(reader, palaces[0]?.palaceId ?? '', { from, to });
  return [...rolled.filter((cell) => !counted.has(cell.day)), ...live.flatMap((each) => each.cells)];
}

function hoursOf(cells: readonly AttendanceCell[]): PalaceFigures['hours'] {
  const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, visits: 0 }));
  for (const cell of cells) {
    const slot = hours[cell.hour];
    if (slot) slot.visits += cell.visits;
  }
  return hours;
}

interface Programme {
  readonly scope: AttendanceScope;
  readonly now: Date;
  readonly cells: readonly AttendanceCell[];
}
interface Shown extends SessionsKnown {
  readonly sessions: readonly SessionFacts[];
  readonly cells: ReadonlyMap<string | null, AttendanceCell[]>;
}

/** Activities, brands and spaces that were visited or held, the most visited first. */
async function partsOfProgramme(
  reader: Reader,
  programme: Programme,
): Promise<Pick<PalaceFigures, 'activities' | 'brands' | 'spaces'>> {
  const shown = await sessionsShown(reader, programme);
  const palaceId = programme.scope.palaces[0]?.palaceId ?? '';
  const parts = async (keyOf: (session: SessionFacts) => string | null) => {
    const keyed = shown.sessions.flatMap((session) => {
      const key = keyOf(session);
      return key === null ? [] : [{ key, session }];
    });
    const people = await differentPeopleByKey(
      reader,
      programme.scope,
      keyed.map(({ key, session }) => ({ key, sessionId: session.sessionId })),
    );
    return [...Map.groupBy(keyed, ({ key }) => key)]
      .map(([key, members]) => {
        const sessions = members.map((member) => member.session);
        const cells = sessions.flatMap((session) => shown.cells.get(session.sessionId) ?? []);
        const counted = countPart(sessions, cells, shown);
        return {
          key,
          first: sessions[0] as SessionFacts,
          ...counted,
          people: people.get(key) ?? 0,
        };
      })
      .sort((a, b) => b.visits - a.visits || b.seatsBooked - a.seatsBooked || (a.key < b.key ? -1 : 1));
  };
  const [activities, brands, spaces] = await Promise.all([
    parts((session) => session.activityId),
    parts((session) => session.brandId),
    parts((session) => session.spaceId),
  ]);
  const names = await spaceNames(
    reader,
    spaces.map((space) => ({ palaceId, spaceId: space.key })),
  );
  return {
    activities: activities.map(({ key, first: { title, titleEn, kind }, ...counted }) => ({
      activityId: key,
      title,
      titleEn,
      kind,
      ...counted,
    })),
    brands: brands.map(({ key, first, ...counted }) => ({
      brandId: key,
      name: first.brandName,
      nameEn: first.brandNameEn,
      ...counted,
    })),
    spaces: spaces.map(({ key, first, ...counted }) => ({
      spaceId: key,
      name: names.get(key)?.name ?? '',
      nameEn: names.get(key)?.nameEn ?? '',
      ...counted,
    })),
  };
}

async function sessionsShown(reader: Reader, { scope, now, cells }: Programme): Promise<Shown> {
  const ids = scope.palaces.map((palace) => palace.palaceId);
  const bySession = Map.groupBy(cells, (cell) => cell.session_id);
  const visited = [...bySession.keys()].filter((id) => id !== null);
  const facts = await sessionFacts(reader, ids, { from: scope.from, to: scope.to, now }, visited);
  const sessions = facts.filter((session) => session.held || bySession.has(session.sessionId));
  const held = sessions.filter((session) => session.held);
  const seats = await seatUse(
    reader,
    ids,
    held.map((session) => session.sessionId),
  );
  return { sessions, cells: bySession, facts: new Map(facts.map((each) => [each.sessionId, each])), seats };
}
