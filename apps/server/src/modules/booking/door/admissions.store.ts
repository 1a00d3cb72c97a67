import type { BookingStatus } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { CheckInRow } from '../booking.tables.ts';

/** A ticket as the door finds it, with its booking and its last admission at the checkpoint. */
export interface FoundTicket {
  readonly id: string;
  readonly ordinal: number;
  readonly revoked_at: Date | null;
  readonly booking_id: string;
  readonly session_id: string;
  readonly palace_id: string;
  readonly person_id: string;
  readonly policy_version: number;
  readonly status: BookingStatus;
  readonly seats: number;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly companion: string | null;
  /** Its numbered seat; null where seats have no numbers. */
  readonly place: string | null;
  readonly place_en: string | null;
  /** Number of the last admission at the checkpoint; 0 for none. */
  readonly admission: number;
  readonly check_in_id: string | null;
  readonly admitted_at: Date | null;
  readonly undone: boolean;
}

/** Which ticket is meant: by its id, or by its typed code. */
export type TicketName = { readonly id: string } | { readonly code: string };

export interface TicketQuestion {
  readonly palaceId: string;
  readonly name: TicketName;
  readonly checkpoint: string;
}

/** The tickets asked for, in one read, in the order of the questions; undefined where the palace has no such one. */
export async function findTickets(
  tx: Reader | Tx,
  questions: readonly TicketQuestion[],
): Promise<(FoundTicket | undefined)[]> {
  if (questions.length === 0) return [];
  const { rows } = await sql<FoundTicket & { n: number }>`
    select given.n, t.id, t.ordinal, t.revoked_at, t.booking_id, b.session_id, b.palace_id, b.person_id,
      b.policy_version, b.status, b.seats, b.starts_at, b.ends_at, companion.name as companion,
      place.place, place.place_en,
      coalesce(c.admission, 0) as admission, c.id as check_in_id, c.at as admitted_at,
      coalesce(c.undone, false) as undone
    from unnest(${questions.map((each) => each.palaceId)}::uuid[],
        ${questions.map(({ name }) => ('id' in name ? name.id : null))}::uuid[],
        ${questions.map(({ name }) => ('code' in name ? name.code : null))}::text[],
        ${questions.map((each) => each.checkpoint)}::text[])
        with ordinality as given (palace_id, ticket_id, code, checkpoint, n)
      join lateral (
        select * from ticket where palace_id = given.palace_id and id = given.ticket_id
        union all
        select * from ticket where palace_id = given.palace_id and code = given.code
      ) t on true
      join booking b on b.palace_id = t.palace_id and b.id = t.booking_id
      left join companion on companion.palace_id = t.palace_id and companion.booking_id = t.booking_id
        and companion.ordinal = t.ordinal
      left join booking_seat place on place.palace_id = t.palace_id and place.booking_id = t.booking_id
        and place.ordinal = t.ordinal
      left join lateral (
        select c.id, c.admission, c.at, u.check_in_id is not null as undone
        from check_in c left join check_in_undo u on u.palace_id = c.palace_id and u.check_in_id = c.id
        where c.palace_id = t.palace_id and c.ticket_id = t.id and c.checkpoint = given.checkpoint
        order by c.admission desc limit 1
      ) c on true`.execute(tx);
  const found = new Map(rows.map((row) => [row.n, row]));
  return questions.map((_, index) => found.get(index + 1));
}

export interface Admission extends CheckInRow {
  /** It has happened at a door without network: the booking's state does not undo that. */
  readonly happened: boolean;
}

const ADMISSION_COLUMNS = {
  palace_id: 'uuid',
  id: 'uuid',
  ticket_id: 'uuid',
  booking_id: 'uuid',
  session_id: 'uuid',
  person_id: 'uuid',
  checkpoint: 'text',
  admission: 'smallint',
  at: 'timestamptz',
  recorded_by: 'uuid',
  method: 'text',
  overridden: 'boolean',
  happened: 'boolean',
} as const;

interface AdmissionOutcome {
  readonly allowed: boolean;
  readonly admitted: boolean;
  /** The booking had ended, cancelled say, by the time it was locked. */
  readonly ended: boolean;
  /** The booking had been counted as missed until now. */
  readonly missed: boolean;
}

/**
 * Admits tickets whose bookings still allow it, in one statement: locks the bookings in the order in which others
 * lock several, marks them, and appends the check-ins. The unique key (ticket, checkpoint, admission) lets one of
 * two simultaneous scans through. A booking that was already counted as missed becomes completed: it counts against
 * nobody's limit any more. Gives, by check-in id, which were allowed and which admitted.
 */
export async function admitAll(
  tx: Tx,
  admissions: readonly Admission[],
): Promise<Map<string, AdmissionOutcome>> {
  const outcomes = await admitOnce(tx, admissions);
  const beaten = admissions.filter(({ id }) => outcomes.get(id)?.allowed && !outcomes.get(id)?.admitted);
  // Their bookings are locked by now: what they are asked again cannot change any more.
  for (const [id, outcome] of await admitOnce(tx, await afterTakenBack(tx, beaten)))
    outcomes.set(id, outcome);
  return outcomes;
}

/** Of admissions that another was before, those of which that other one has been taken back, with the next number. */
async function afterTakenBack(tx: Tx, beaten: readonly Admission[]): Promise<Admission[]> {
  if (beaten.length === 0) return [];
  const { rows } = await sql<{ id: string; admission: number }>`
    select given.id, last.admission + 1 as admission
    from ${tableOf(beaten, ADMISSION_COLUMNS)} as given, lateral (
      select c.palace_id, c.id, c.admission from check_in c
      where c.palace_id = given.palace_id and c.ticket_id = given.ticket_id and c.checkpoint = given.checkpoint
      order by c.admission desc limit 1) as last
    where exists (select from check_in_undo u where u.palace_id = last.palace_id and u.check_in_id = last.id)`.execute(
    tx,
  );
  const next = new Map(rows.map((row) => [row.id, row.admission]));
  return beaten.flatMap((each) => {
    const admission = next.get(each.id);
    return admission === undefined ? [] : [{ ...each, admission }];
  });
}

async function admitOnce(tx: Tx, admissions: readonly Admission[]): Promise<Map<string, AdmissionOutcome>> {
  if (admissions.length === 0) return new Map();
  const { rows } = await sql<AdmissionOutcome & { id: string }>`
    with given as materialized (
      select * from ${tableOf(admissions, ADMISSION_COLUMNS)} as given
    ),
    locked as materialized (
      select palace_id, id, status, status in ('confirmed', 'checked_in', 'no_show', 'completed') as admits
      from booking where (palace_id, id) in (select palace_id, booking_id from given)
      order by person_id, palace_id, id
      for no key update
    ),
    allowed as materialized (
      select given.*, locked.status = 'no_show' as missed, not locked.admits as ended from given join locked
        on locked.palace_id = given.palace_id and locked.id = given.booking_id and (locked.admits or given.happened)
    ),
    admitted as (
      insert into check_in (palace_id, id, ticket_id, booking_id, session_id, person_id, checkpoint, admission, at,
        recorded_by, method, overridden)
      select palace_id, id, ticket_id, booking_id, session_id, person_id, checkpoint, admission, at, recorded_by,
        method, overridden
      from allowed
      on conflict do nothing
      returning id, palace_id, booking_id
    ),
    -- Of whoever is let in only: a scan that began before an admission which was taken back meanwhile lets nobody in.
    entered as (
      update booking set status = case locked.status when 'confirmed' then 'checked_in' else 'completed' end
      from locked
      where booking.palace_id = locked.palace_id and booking.id = locked.id
        and locked.status in ('confirmed', 'no_show')
        and (locked.palace_id, locked.id) in (select palace_id, booking_id from admitted)
    )
    select given.id, allowed.id is not null as allowed, admitted.id is not null as admitted,
      coalesce(allowed.missed, false) as missed, coalesce(allowed.ended, true) as ended
    from given left join allowed using (id) left join admitted using (id)`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}
