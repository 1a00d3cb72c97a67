import type { Locale } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables, PersonRow } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

export const personById = (reader: Reader | Tx, id: string) =>
  db.read(reader).selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();

/** People whose number's end is not noted yet. */
export const peopleWithoutPhoneEnd = (reader: Reader, limit: number) =>
  db
    .read(reader)
    .selectFrom('person')
    .select(['id', 'phone_cipher', 'phone_hash'])
    .where('phone_hash', 'is not', null)
    .where('phone_end', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();

/** Notes the ends of numbers, of those that are still the same. */
export const notePhoneEnds = (
  tx: Tx,
  ends: readonly { readonly id: string; readonly phone_hash: Buffer; readonly phone_end: Buffer }[],
) =>
  sql`
    update person set phone_end = given.phone_end
    from unnest(${ends.map((one) => one.id)}::uuid[], ${ends.map((one) => one.phone_hash)}::bytea[],
      ${ends.map((one) => one.phone_end)}::bytea[]) as given (id, phone_hash, phone_end)
    where person.id = given.id and person.phone_hash = given.phone_hash`.execute(tx);

export const peopleByIds = (reader: Reader | Tx, ids: readonly string[]) =>
  db
    .read(reader)
    .selectFrom('person')
    .select(['id', 'display_name', 'phone_cipher'])
    .where('id', 'in', [...ids])
    .execute();

/** The keyed hash of a person's phone; null without account or number. */
export async function phoneHashOf(reader: Reader | Tx, id: string): Promise<Buffer | null> {
  return (await personById(reader, id))?.phone_hash ?? null;
}

export const personByPhoneHash = (reader: Reader | Tx, phoneHash: Buffer) =>
  db.read(reader).selectFrom('person').selectAll().where('phone_hash', '=', phoneHash).executeTakeFirst();

/** The person, locked until the transaction ends. */
export const lockPerson = (tx: Tx, id: string) =>
  db.write(tx).selectFrom('person').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export type NewPerson = Pick<
  PersonRow,
  'id' | 'display_name' | 'phone_cipher' | 'phone_hash' | 'phone_end' | 'created_at'
>;

/** Inserts the person unless their number is known already. Says whether it did. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<boolean> {
  const inserted = await db
    .write(tx)
    .insertInto('person')
    .values({
      ...person,
      locale: 'zh',
      elder_mode: false,
      home_district: null,
      erase_after: null,
      erased_at: null,
    })
    .onConflict((conflict) => conflict.column('phone_hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export interface ProfileChange {
  display_name?: string;
  locale?: Locale;
  elder_mode?: boolean;
  home_district?: string | null;
}

export const updatePerson = (tx: Tx, id: string, change: ProfileChange) =>
  db.write(tx).updateTable('person').set(change).where('id', '=', id).execute();

export const setEraseAfter = (tx: Tx, id: string, eraseAfter: Date) =>
  db.write(tx).updateTable('person').set({ erase_after: eraseAfter }).where('id', '=', id).execute();

/** Calls off a pending deletion. Says whether there was one. */
export async function cancelErasure(tx: Tx, id: string): Promise<boolean> {
  const row = await db
    .write(tx)
    .updateTable('person')
    .set({ erase_after: null })
    .where('id', '=', id)
    .where('erase_after', 'is not', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** People whose cooling-off has ended, longest ago first. */
export const peopleToErase = (reader: Reader, now: Date, limit: number) =>
  db
    .read(reader)
    .selectFrom('person')
    .select('id')
    .where('erase_after', '<=', now)
    .where('erased_at', 'is', null)
    .orderBy('erase_after')
    .limit(limit)
    .execute();

/** Takes everything that tells who it was out of the row; the id stays for the figures. */
export const anonymisePerson = (tx: Tx, id: string, now: Date) =>
  db
    .write(tx)
    .updateTable('person')
    .set({
      display_name: '已注销',
      phone_cipher: null,
      phone_hash: null,
      phone_end: null,
      home_district: null,
      erased_at: now,
    })
    .where('id', '=', id)
    .execute();

/** Those of some people whose accounts were made after an instant. */
export async function newcomersOf(
  reader: Reader | Tx,
  ids: readonly string[],
  since: Date,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .read(reader)
    .selectFrom('person')
    .select('id')
    .where('id', 'in', ids)
    .where('created_at', '>', since)
    .execute();
  return new Set(rows.map((row) => row.id));
}
