import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { StatisticsTables } from '../statistics.tables.ts';
import type { CountedDay } from './count-days.ts';

const db = tablesOf<StatisticsTables>();

/** Stands for "in no session" where a key cannot be null. */
export const NO_SESSION = '00000000-0000-0000-0000-000000000000';

export interface PalaceDay {
  readonly palaceId: string;
  readonly day: string;
}

const KEY = { palaceId: 'uuid', day: 'date' };

/** How far the rollup is, locked until the transaction ends; undefined while somebody else rolls up. */
export async function lockProgress(tx: Tx): Promise<{ startedUntil: Date } | undefined> {
  const { rows } = await sql<{ startedUntil: Date }>`
    select started_until as "startedUntil" from lock_figures()`.execute(tx);
  return rows[0];
}

export const saveProgress = (tx: Tx, startedUntil: Date) =>
  db
    .write(tx)
    .updateTable('figure_progress')
    .set({ started_until: startedUntil, rolled_at: startedUntil })
    .execute();

/** Sessions that started until then are in the figures or marked; not all marks were taken. */
export const saveStarted = (tx: Tx, startedUntil: Date) =>
  db.write(tx).updateTable('figure_progress').set({ started_until: startedUntil }).execute();

/** Marks days to be counted anew. */
export async function markDays(tx: Tx, days: readonly PalaceDay[]): Promise<void> {
  if (days.length === 0) return;
  await sql`insert into figure_mark (palace_id, day)
    select palaceId, day from ${tableOf(days, { palaceId: 'uuid', day: 'date' })} as marked`.execute(tx);
}

/** Takes the marks of up to `limit` days, the earliest first: of a day all or none. */
export async function takeMarks(tx: Tx, limit: number): Promise<PalaceDay[]> {
  const { rows } = await sql<PalaceDay>`
    with due as (select distinct day, palace_id from figure_mark order by day, palace_id limit ${limit}),
    taken as (delete from figure_mark m using due where m.palace_id = due.palace_id and m.day = due.day)
    select palace_id as "palaceId", day from due`.execute(tx);
  return rows;
}

const SUMS = {
  visits: 'int',
  people: 'int',
  walkIns: 'int',
  stamps: 'int',
  memberVisits: 'int',
  publicBenefitVisits: 'int',
  sessions: 'int',
  seatsOffered: 'int',
  seatsBooked: 'int',
  seatsMissed: 'int',
} as const;

/** Replaces what is known of some days. Days on which nothing happened leave no row. */
export async function writeDays(tx: Tx, days: readonly CountedDay[]): Promise<void> {
  const keys = days.map(({ palaceId, day }) => ({ palaceId, day }));
  for (const table of ['figure_cell', 'figure_day', 'figure_brand']) {
    await sql`delete from ${sql.table(table)} t using ${tableOf(keys, { palaceId: 'uuid', day: 'date' })} as k
      where t.palace_id = k.palaceId and t.day = k.day`.execute(tx);
  }
  await writeCells(tx, days);
  const sums = days
    .map(({ palaceId, day, sums: { admissions, ...counts }, persons }) => ({
      palaceId,
      day,
      ...counts,
      people: persons.length,
    }))
    .filter((row) => row.visits !== 0 || row.sessions > 0 || row.walkIns !== 0);
  if (sums.length > 0) {
    await sql`insert into figure_day (palace_id, day, visits, people, walk_ins, stamps, member_visits,
        public_benefit_visits, sessions, seats_offered, seats_booked, seats_missed)
      select palaceId, day, visits, people, walkIns, stamps, memberVisits, publicBenefitVisits, sessions,
        seatsOffered, seatsBooked, seatsMissed
      from ${tableOf(sums, { ...KEY, ...SUMS })} as counted`.execute(tx);
  }
  const brands = days.flatMap(({ palaceId, day, brands: own }) =>
    own.map((each) => ({ palaceId, day, ...each })),
  );
  if (brands.length > 0) {
    await sql`insert into figure_brand (palace_id, day, brand_id, visits, sessions)
      select palaceId, day, brandId, visits, sessions
      from ${tableOf(brands, { ...KEY, brandId: 'uuid', visits: 'int', sessions: 'int' })} as counted`.execute(
      tx,
    );
  }
}

async function writeCells(tx: Tx, days: readonly CountedDay[]): Promise<void> {
  const cells = days.flatMap((day) =>
    day.cells.map((cell) => ({ ...cell, session_id: cell.session_id ?? NO_SESSION })),
  );
  if (cells.length === 0) return;
  const columns = {
    palace_id: 'uuid',
    day: 'date',
    hour: 'smallint',
    session_id: 'uuid',
    visits: 'int',
    member_visits: 'int',
    walk_ins: 'int',
    stamps: 'int',
  };
  await sql`insert into figure_cell (palace_id, day, hour, session_id, visits, member_visits, walk_ins, stamps)
    select palace_id, day, hour, session_id, visits, member_visits, walk_ins, stamps
    from ${tableOf(cells, columns)} as counted`.execute(tx);
}

/** Adds up the months of palaces anew from their days. */
export async function sumMonths(
  tx: Tx,
  months: readonly { readonly palaceId: string; readonly month: string }[],
): Promise<void> {
  const given = tableOf(months, { palaceId: 'uuid', month: 'date' });
  await sql`delete from figure_month t using ${given} as k
    where t.palace_id = k.palaceId and t.month = k.month`.execute(tx);
  await sql`insert into figure_month (palace_id, month, visits, walk_ins, stamps, member_visits,
      public_benefit_visits, sessions, seats_offered, seats_booked, seats_missed)
    select k.palaceId, k.month, sum(visits), sum(walk_ins), sum(stamps), sum(member_visits),
      sum(public_benefit_visits), sum(sessions), sum(seats_offered), sum(seats_booked), sum(seats_missed)
    from ${given} as k
      join figure_day d on d.palace_id = k.palaceId and d.day >= k.month
        and d.day < (k.month + interval '1 month')::date
    group by 1, 2`.execute(tx);
}

export interface Sketch {
  /** Palace or union. */
  readonly owner: string;
  readonly startsOn: string;
  readonly sketch: Buffer;
}
export type SketchPeriod = 'day' | 'month';

const TABLES = { palace: 'figure_sketch', union: 'figure_union_sketch' } as const;
const OWNERS = { palace: 'palace_id', union: 'union_id' } as const;

/** Replaces the sketches of some days or months. */
export async function writeSketches(
  tx: Tx,
  kind: 'palace' | 'union',
  period: SketchPeriod,
  sketches: readonly Sketch[],
): Promise<void> {
  const [table, owner] = [sql.table(TABLES[kind]), sql.ref(OWNERS[kind])];
  for (let at = 0; at < sketches.length; at += 200) {
    const rows = sketches
      .slice(at, at + 200)
      .map(({ sketch, ...key }) => ({ ...key, hex: sketch.toString('hex') }));
    await sql`insert into ${table} (${owner}, period, starts_on, sketch)
      select owner, ${period}, startsOn, decode(hex, 'hex')
      from ${tableOf(rows, { owner: 'uuid', startsOn: 'date', hex: 'text' })} as made
      on conflict (${owner}, period, starts_on) do update set sketch = excluded.sketch`.execute(tx);
  }
}

/** Sketches of periods that begin between two days, both included; of some owners, or of all. */
export async function readSketches(
  reader: Reader | Tx,
  kind: 'palace' | 'union',
  period: SketchPeriod,
  range: { readonly from: string; readonly to: string },
  owners?: readonly string[],
): Promise<Sketch[]> {
  const [table, owner] = [sql.table(TABLES[kind]), sql.ref(OWNERS[kind])];
  const some = owners === undefined ? sql`` : sql`and ${owner} = any (${owners}::uuid[])`;
  const { rows } = await sql<Sketch>`
    select ${owner} as owner, starts_on as "startsOn", sketch from ${table}
    where period = ${period} and starts_on between ${range.from} and ${range.to} ${some}`.execute(reader);
  return rows;
}

/** Months whose groups (who was served) must be counted again. */
export async function markGroupMonths(
  tx: Tx,
  months: readonly { readonly palaceId: string; readonly month: string }[],
): Promise<void> {
  await sql`insert into figure_group_month (palace_id, month, due)
    select palaceId, month, true from ${tableOf(months, { palaceId: 'uuid', month: 'date' })} as marked
    on conflict (palace_id, month) do update set due = true where not figure_group_month.due`.execute(tx);
}
