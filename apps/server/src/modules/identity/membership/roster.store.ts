import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** The entry of a number that is valid on `today` for the longest. */
export const longestValidEntry = (reader: Reader | Tx, phoneHash: Buffer, today: string) =>
  db
    .read(reader)
    .selectFrom('union_roster_entry')
    .selectAll()
    .where('phone_hash', '=', phoneHash)
    .where('valid_until', '>=', today)
    .orderBy('valid_until', 'desc')
    .orderBy('union_id')
    .limit(1)
    .executeTakeFirst();

export interface NewRosterEntry {
  readonly phoneHash: Buffer;
  readonly cardCipher: Buffer | null;
  readonly validUntil: string;
}

/** Adds entries to a union's roster and replaces those it had of the same numbers. Returns how many were new. */
export async function upsertEntries(
  tx: Tx,
  unionId: string,
  entries: readonly NewRosterEntry[],
  now: Date,
): Promise<number> {
  const { rows } = await sql<{ is_new: boolean }>`
    insert into union_roster_entry (union_id, phone_hash, card_cipher, valid_until, updated_at)
    select ${unionId}::uuid, e.phone_hash, e.card_cipher, e.valid_until, ${now}::timestamptz
    from unnest(${entries.map((entry) => entry.phoneHash)}::bytea[],
      ${entries.map((entry) => entry.cardCipher)}::bytea[],
      ${entries.map((entry) => entry.validUntil)}::date[]) as e (phone_hash, card_cipher, valid_until)
    on conflict (union_id, phone_hash) do update
      set card_cipher = excluded.card_cipher, valid_until = excluded.valid_until, updated_at = excluded.updated_at
    returning (xmax = 0) as is_new`.execute(tx);
  return rows.filter((row) => row.is_new).length;
}

/** Brings memberships that this union verified in line with its roster. Returns whose they are. */
export async function refreshMemberships(tx: Tx, unionId: string, since: Date): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    update membership m set valid_until = e.valid_until, card_cipher = e.card_cipher
    from union_roster_entry e join person p on p.phone_hash = e.phone_hash
    where e.union_id = ${unionId} and e.updated_at >= ${since} and m.person_id = p.id and m.union_id = e.union_id
    returning m.person_id`.execute(tx);
  return rows.map((row) => row.person_id);
}

/** The union that a palace belongs to; null when there is no such palace. */
export async function unionOfPalace(reader: Reader | Tx, palaceId: string): Promise<string | null> {
  const { rows } = await sql<{
    union_id: string;
  }>`select union_id from palace where id = ${palaceId}`.execute(reader);
  return rows[0]?.union_id ?? null;
}
