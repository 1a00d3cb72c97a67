import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { BookingTables } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

export interface Commitment {
  readonly palaceId: string;
  readonly personId: string;
  readonly bookingId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Whether it keeps the person from being elsewhere. */
  readonly engages: boolean;
  /** Bookings that the rules allow a person to have ahead in the palace; low credit may allow fewer. */
  readonly maximum: number;
}

/**
 * Counts a booking against the person's limit and engages them for its time, the first steps of every claim outside
 * a batch. Returns what stands in the way; the caller then gives up the transaction.
 */
export async function commitPerson(
  tx: Tx,
  one: Commitment,
  now: Date,
): Promise<'too-many-bookings' | 'overlapping-booking' | null> {
  const { rows } = await sql<{ counted: boolean; engaged: boolean }>`
    with counted as (
      insert into person_quota as quota (palace_id, person_id, active, maximum)
      values (${one.palaceId}, ${one.personId}, 1, least(${one.maximum}::int, (
        select max_active from credit_standing where palace_id = ${one.palaceId}
          and person_id = ${one.personId} and until > ${now})))
      on conflict (palace_id, person_id) do update
        set active = quota.active + 1, maximum = excluded.maximum where quota.active < excluded.maximum
      returning person_id
    ),
    engaged as (
      insert into person_engagement (person_id, booking_id, palace_id, during)
      select person_id, ${one.bookingId}::uuid, ${one.palaceId}::uuid,
        tstzrange(${one.startsAt}::timestamptz, ${one.endsAt}::timestamptz)
      from counted where ${one.engages}
      on conflict do nothing
      returning person_id
    )
    select exists (select from counted) as counted, exists (select from engaged) as engaged`.execute(tx);
  if (!rows[0]?.counted) return 'too-many-bookings';
  return rows[0].engaged || !one.engages ? null : 'overlapping-booking';
}

/** Locks the counts of people in palaces, in the order of `reserve`, until the transaction ends. */
export const lockCounts = (tx: Tx, people: readonly { palace_id: string; person_id: string }[]) =>
  sql`
    select from person_quota
    where (palace_id, person_id) in (select * from ${tableOf(people, { palace_id: 'uuid', person_id: 'uuid' })} as given)
    order by person_id, palace_id for no key update`.execute(tx);

/** Locks the counts of people in one palace. */
export const lockQuotas = (tx: Tx, palaceId: string, personIds: readonly string[]) =>
  lockCounts(
    tx,
    personIds.map((personId) => ({ palace_id: palaceId, person_id: personId })),
  );

/** Undoes `commitPerson`. */
export async function releasePerson(
  tx: Tx,
  one: Pick<Commitment, 'palaceId' | 'personId' | 'bookingId'>,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('person_quota')
    .set((eb) => ({ active: eb('active', '-', 1) }))
    .where('palace_id', '=', one.palaceId)
    .where('person_id', '=', one.personId)
    .execute();
  await db
    .write(tx)
    .deleteFrom('person_engagement')
    .where('person_id', '=', one.personId)
    .where('booking_id', '=', one.bookingId)
    .execute();
}

/** Bookings, of sessions or spaces, that engage the person at some time of the period. */
export const engagementsAt = (
  reader: Reader | Tx,
  personId: string,
  period: { readonly startsAt: Date; readonly endsAt: Date },
): Promise<{ palace_id: string; booking_id: string }[]> =>
  db
    .read(reader)
    .selectFrom('person_engagement')
    .select(['palace_id', 'booking_id'])
    .where('person_id', '=', personId)
    .where('active', '=', true)
    .where(sql<boolean>`during && tstzrange(${period.startsAt}, ${period.endsAt})`)
    .limit(10)
    .execute();

/**
 * Whether the person has as many bookings ahead in the palace as the rules' `maximum`, or less where their credit is
 * low, allows.
 */
export async function isAtLimit(
  reader: Reader | Tx,
  { palaceId, personId, maximum }: Pick<Commitment, 'palaceId' | 'personId' | 'maximum'>,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ full: boolean }>`
    select q.active >= least(${maximum}::int, s.max_active) as full
    from person_quota q left join credit_standing s
      on s.palace_id = q.palace_id and s.person_id = q.person_id and s.until > ${now}
    where q.palace_id = ${palaceId} and q.person_id = ${personId}`.execute(reader);
  return rows[0]?.full ?? false;
}
