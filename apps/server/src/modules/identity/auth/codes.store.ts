import { sql } from 'kysely';
import { type Tx, tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** Waits for other requests of the same number; held until the transaction ends. */
export async function lockNumber(tx: Tx, phoneHash: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`code ${phoneHash.toString('hex')}`}, 0))`.execute(
    tx,
  );
}

/** When codes were asked for since `since`, newest first. */
export async function codesSent(tx: Tx, phoneHash: Buffer, since: Date, limit: number): Promise<Date[]> {
  const rows = await db
    .write(tx)
    .selectFrom('sign_in_code_request')
    .select('at')
    .where('phone_hash', '=', phoneHash)
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => row.at);
}

export const recordCode = (tx: Tx, phoneHash: Buffer, at: Date) =>
  db
    .write(tx)
    .insertInto('sign_in_code_request')
    .values({ id: newId(), phone_hash: phoneHash, at })
    .execute();

export const deleteCodesBefore = (tx: Tx, before: Date) =>
  db.write(tx).deleteFrom('sign_in_code_request').where('at', '<', before).execute();
