import { sql } from 'kysely';
import type { Place } from '../../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { CreditAppealRow, CreditEntryRow, CreditTables } from './credit.tables.ts';

const db = tablesOf<CreditTables>();

/** Writes an appeal; the constraint `credit_appeal_once` refuses a second one against the same entry. */
export const insertAppeal = (tx: Tx, row: CreditAppealRow) =>
  db.write(tx).insertInto('credit_appeal').values(row).execute();

/** Appeals against entries, by entry. */
export async function appealsOf(
  reader: Reader | Tx,
  entries: readonly Pick<CreditEntryRow, 'palace_id' | 'id'>[],
): Promise<Map<string, CreditAppealRow>> {
  if (entries.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('credit_appeal')
    .selectAll()
    .where('palace_id', 'in', [...new Set(entries.map((entry) => entry.palace_id))])
    .where(
      'entry_id',
      'in',
      entries.map((entry) => entry.id),
    )
    .execute();
  return new Map(rows.map((row) => [row.entry_id, row]));
}

/** An appeal with what it is against. */
export interface AppealSeen extends CreditAppealRow {
  readonly kind: 'no_show' | 'late_cancel';
  readonly points: number;
  readonly half_life_days: number;
  readonly occurred_at: Date;
  readonly session_id: string | null;
  readonly space_id: string | null;
  readonly starts_at: Date;
}

const seen = sql`
  select a.*, e.kind, e.points, e.half_life_days, e.occurred_at, b.session_id, s.space_id,
    coalesce(b.starts_at, lower(s.during)) as starts_at
  from credit_appeal a
    join credit_entry e on e.palace_id = a.palace_id and e.id = a.entry_id
    left join booking b on b.palace_id = a.palace_id and b.id = a.booking_id
    left join space_booking s on s.palace_id = a.palace_id and s.id = a.space_booking_id`;

export async function appealById(
  reader: Reader | Tx,
  palaceId: string,
  appealId: string,
): Promise<AppealSeen | undefined> {
  const { rows } =
    await sql<AppealSeen>`${seen} where a.palace_id = ${palaceId} and a.id = ${appealId}`.execute(reader);
  return rows[0];
}

/** Open appeals by deadline, or decided ones latest first, after a place. */
export async function appealsAt(
  reader: Reader,
  palaceId: string,
  state: 'open' | 'decided',
  page: { readonly after: Place | null; readonly limit: number },
): Promise<AppealSeen[]> {
  const { after, limit } = page;
  const { rows } =
    state === 'open'
      ? await sql<AppealSeen>`${seen} where a.palace_id = ${palaceId} and a.status = 'open'
          and (${after?.at ?? null}::timestamptz is null
            or (a.answer_by, a.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
          order by a.answer_by, a.id limit ${limit}`.execute(reader)
      : await sql<AppealSeen>`${seen} where a.palace_id = ${palaceId} and a.status <> 'open'
          and (${after?.at ?? null}::timestamptz is null
            or (a.decided_at, a.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
          order by a.decided_at desc, a.id desc limit ${limit}`.execute(reader);
  return rows;
}

export async function openAppeals(reader: Reader, palaceId: string): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('credit_appeal')
    .select(sql<number>`count(*)::int`.as('open'))
    .where('palace_id', '=', palaceId)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow();
  return row.open;
}

/** Open appeals whose time to be answered has run out. */
export const overdueAppeals = (reader: Reader, now: Date, limit: number) =>
  db
    .read(reader)
    .selectFrom('credit_appeal')
    .select(['palace_id as palaceId', 'id as appealId'])
    .where('status', '=', 'open')
    .where('answer_by', '<=', now)
    .orderBy('answer_by')
    .limit(limit)
    .execute();

/**
 * Decides an appeal. Of two who decide at once the second is refused by `credit_appeal_edge`, whatever both have read
 * before; who decides their own by `credit_appeal_not_own`.
 */
export const writeDecision = (
  tx: Tx,
  appeal: Pick<CreditAppealRow, 'palace_id' | 'id'>,
  decision: Pick<CreditAppealRow, 'status' | 'decided_at' | 'decided_by' | 'note'>,
) =>
  db
    .write(tx)
    .updateTable('credit_appeal')
    .set(decision)
    .where('palace_id', '=', appeal.palace_id)
    .where('id', '=', appeal.id)
    .execute();

/** Settles open appeals whose matter was put right otherwise. */
export const acceptMoot = (tx: Tx, palaceId: string, bookingIds: readonly string[], now: Date) =>
  db
    .write(tx)
    .updateTable('credit_appeal')
    .set({ status: 'accepted', decided_at: now })
    .where('palace_id', '=', palaceId)
    .where('booking_id', 'in', bookingIds)
    .where('status', '=', 'open')
    .execute();

export interface History {
  attended: number;
  missed: number;
  excused: number;
  cancelledLate: number;
  appealsAccepted: number;
  appealsRejected: number;
}

/** What became of a person's bookings at a palace since a day, and of their appeals. */
export async function historyOf(
  reader: Reader,
  palaceId: string,
  personId: string,
  since: Date,
): Promise<History> {
  const { rows } = await sql<History>`
    select count(*) filter (where status in ('completed', 'checked_in'))::int as attended,
      count(*) filter (where status = 'no_show')::int as missed,
      count(*) filter (where status = 'excused')::int as excused,
      count(*) filter (where status = 'cancelled_late')::int + (select count(*)::int from space_booking
        where palace_id = ${palaceId} and person_id = ${personId} and status = 'cancelled_late'
          and lower(during) > ${since}) as "cancelledLate",
      (select count(*)::int from credit_appeal where palace_id = ${palaceId} and person_id = ${personId}
        and status = 'accepted' and decided_at > ${since}) as "appealsAccepted",
      (select count(*)::int from credit_appeal where palace_id = ${palaceId} and person_id = ${personId}
        and status = 'rejected' and decided_at > ${since}) as "appealsRejected"
    from booking where palace_id = ${palaceId} and person_id = ${personId} and starts_at > ${since}`.execute(
    reader,
  );
  return rows[0] as History;
}
