import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { type Day, minutesOf } from '../../../kernel/zone.ts';
import type { SpecialHoursRead } from '../hours.rules.ts';
import type { VenueTables } from '../venue.tables.ts';

const db = tablesOf<VenueTables>();

type Row = Omit<SpecialHoursRead, 'hours'> & { readonly parts: readonly (readonly [number, number])[] };

const columns = [
  'id',
  'space_id as spaceId',
  sql<Day>`lower(days)::text`.as('firstDay'),
  sql<Day>`(upper(days) - 1)::text`.as('lastDay'),
  'name',
  'name_en as nameEn',
  sql<Row['parts']>`(select json_agg(json_build_array(lower(part), upper(part)) order by lower(part))
    from unnest(open_minutes) part)`.as('parts'),
] as const;

/** Special hours whose last day is not before `from`, the first to come first. */
export async function specialHoursFrom(
  reader: Reader | Tx,
  palaceId: string,
  from: Day,
): Promise<SpecialHoursRead[]> {
  const rows = await db
    .read(reader)
    .selectFrom('special_hours')
    .select([...columns])
    .where('palace_id', '=', palaceId)
    .where(sql<boolean>`days && daterange(${from}::date, null)`)
    .orderBy(sql`lower(days)`)
    .orderBy('id')
    .execute();
  return rows.map(readOf);
}

export async function specialHoursById(
  reader: Reader | Tx,
  palaceId: string,
  id: string,
): Promise<SpecialHoursRead | undefined> {
  const row = await db
    .read(reader)
    .selectFrom('special_hours')
    .select([...columns])
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && readOf(row);
}

/** @throws Problem special-hours-taken when a day has special hours already */
export const insertSpecialHours = (tx: Tx, palaceId: string, special: SpecialHoursRead) =>
  db
    .write(tx)
    .insertInto('special_hours')
    .values({ palace_id: palaceId, id: special.id, ...contentOf(special) })
    .execute();

/**
 * Gives an entry other content. Returns false where it was taken back.
 * @throws Problem special-hours-taken when a day has special hours already
 */
export async function replaceSpecialHours(
  tx: Tx,
  palaceId: string,
  special: SpecialHoursRead,
): Promise<boolean> {
  const row = await db
    .write(tx)
    .updateTable('special_hours')
    .set(contentOf(special))
    .where('palace_id', '=', palaceId)
    .where('id', '=', special.id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const contentOf = (special: SpecialHoursRead) => ({
  space_id: special.spaceId,
  days: sql<string>`daterange(${special.firstDay}::date, ${special.lastDay}::date, '[]')`,
  name: special.name,
  name_en: special.nameEn,
  open_minutes: multirange(special),
});

export const removeSpecialHours = (tx: Tx, palaceId: string, id: string) =>
  db.write(tx).deleteFrom('special_hours').where('palace_id', '=', palaceId).where('id', '=', id).execute();

const multirange = ({ hours }: SpecialHoursRead) =>
  sql<string>`${`{${hours.map((part) => `[${minutesOf(part.opens)},${minutesOf(part.closes)})`).join(',')}}`}::int4multirange`;

const readOf = ({ parts, ...row }: Row): SpecialHoursRead => ({
  ...row,
  hours: parts.map(([opens, closes]) => ({ opens: timeOf(opens), closes: timeOf(closes) })),
});

const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
