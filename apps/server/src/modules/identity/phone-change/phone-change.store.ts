import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { IdentityTables } from '../identity.tables.ts';
import type { PastChange } from './phone-change.rules.ts';

const db = tablesOf<IdentityTables>();

/** What the person asked for since an instant, newest first. */
export async function changesSince(tx: Tx, personId: string, since: Date): Promise<PastChange[]> {
  const rows = await db
    .write(tx)
    .selectFrom('phone_change')
    .select(['asked_at', 'changed_at', 'palace_id'])
    .where('person_id', '=', personId)
    .where('asked_at', '>', since)
    .orderBy('asked_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    askedAt: row.asked_at,
    changedAt: row.changed_at,
    atDesk: row.palace_id !== null,
  }));
}

/** When a person's number changed or was to change, and at whose desk. */
export const changesOf = (reader: Reader, personId: string) =>
  db
    .read(reader)
    .selectFrom('phone_change')
    .select(['asked_at', 'changed_at', 'palace_id'])
    .where('person_id', '=', personId)
    .orderBy('asked_at')
    .execute();

interface Asked {
  readonly personId: string;
  readonly phoneHash: Buffer;
  /** Null when asked for by the person. */
  readonly palaceId: string | null;
}

export const noteAsked = (tx: Tx, asked: Asked, now: Date) =>
  db
    .write(tx)
    .insertInto('phone_change')
    .values({
      person_id: asked.personId,
      id: newId(),
      phone_hash: asked.phoneHash,
      palace_id: asked.palaceId,
      asked_at: now,
      changed_at: null,
    })
    .execute();

const askedBy = (asked: Asked) =>
  sql<boolean>`person_id = ${asked.personId} and phone_hash = ${asked.phoneHash}
    and palace_id is not distinct from ${asked.palaceId}`;

/** Whether this number was asked for since, by the same side: a code sent for something else changes nothing. */
export async function wasAsked(tx: Tx, asked: Asked, since: Date): Promise<boolean> {
  const row = await db
    .write(tx)
    .selectFrom('phone_change')
    .select('id')
    .where(askedBy(asked))
    .where('asked_at', '>', since)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The newest asking has come true; the others for the same number are dropped. */
export async function noteChanged(tx: Tx, asked: Asked, now: Date): Promise<void> {
  await sql`
    update phone_change set phone_hash = null, changed_at = ${now}
    where person_id = ${asked.personId} and id =
      (select id from phone_change where ${askedBy(asked)} order by asked_at desc, id desc limit 1)`.execute(
    tx,
  );
}

/** The number of the person and of their account. A number that somebody has violates `person_phone`. */
export async function setNumber(
  tx: Tx,
  personId: string,
  number: { readonly cipher: Buffer; readonly hash: Buffer; readonly end: Buffer },
): Promise<void> {
  const write = db.write(tx);
  await write
    .updateTable('person')
    .set({ phone_cipher: number.cipher, phone_hash: number.hash, phone_end: number.end })
    .where('id', '=', personId)
    .execute();
  await write
    .updateTable('auth_user')
    .set({ phone_number: number.hash.toString('hex') })
    .where('id', '=', personId)
    .execute();
}

/**
 * What unions said of the number before they said of its owner: it goes along, so that whoever is given the old number
 * one day inherits nothing. What was said of the new one already stays.
 */
export async function moveAttestations(tx: Tx, before: Buffer, after: Buffer): Promise<void> {
  await sql`
    with moved as (delete from attested_category where phone_hash = ${before}
      returning category, attested_by, attested_at)
    insert into attested_category (phone_hash, category, attested_by, attested_at)
    select ${after}, category, attested_by, attested_at from moved on conflict do nothing`.execute(tx);
  await sql`
    update union_roster_entry as old set phone_hash = ${after} where phone_hash = ${before}
      and not exists (select from union_roster_entry known
        where known.union_id = old.union_id and known.phone_hash = ${after})`.execute(tx);
}

export const holdsAnyRole = async (tx: Tx, personId: string): Promise<boolean> => {
  const { rows } = await sql<{ holds: boolean }>`
    select exists (select from palace_role where person_id = ${personId})
      or exists (select from union_role where person_id = ${personId})
      or exists (select from auth_user where id = ${personId} and username is not null) as holds`.execute(tx);
  return rows[0]?.holds === true;
};

export const deleteChangesBefore = (tx: Tx, before: Date) =>
  db.write(tx).deleteFrom('phone_change').where('asked_at', '<', before).execute();

export const deleteChangesOf = (tx: Tx, personId: string) =>
  db.write(tx).deleteFrom('phone_change').where('person_id', '=', personId).execute();
