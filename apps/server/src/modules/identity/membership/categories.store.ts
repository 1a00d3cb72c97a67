import type { WorkerCategory } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

export interface Attestation {
  readonly phoneHash: Buffer;
  readonly category: WorkerCategory;
}

/** Attests categories; those attested already stay as they are. Returns how many were new. */
export async function attest(
  tx: Tx,
  attestations: readonly Attestation[],
  by: { readonly personId: string; readonly at: Date },
): Promise<number> {
  const { rows } = await sql<{ category: string }>`
    insert into attested_category (phone_hash, category, attested_by, attested_at)
    select e.phone_hash, e.category, ${by.personId}::uuid, ${by.at}::timestamptz
    from unnest(${attestations.map((each) => each.phoneHash)}::bytea[],
      ${attestations.map((each) => each.category)}::text[]) as e (phone_hash, category)
    on conflict do nothing returning category`.execute(tx);
  return rows.length;
}

/** Withdraws an attested category. Says whether there was one. */
export async function withdraw(tx: Tx, { phoneHash, category }: Attestation): Promise<boolean> {
  const row = await db
    .write(tx)
    .deleteFrom('attested_category')
    .where('phone_hash', '=', phoneHash)
    .where('category', '=', category)
    .returning('category')
    .executeTakeFirst();
  return row !== undefined;
}

export const categoriesOf = (reader: Reader | Tx, phoneHash: Buffer) =>
  db
    .read(reader)
    .selectFrom('attested_category')
    .select(['category', 'attested_at'])
    .where('phone_hash', '=', phoneHash)
    .orderBy('category')
    .execute();

export const deleteCategories = (tx: Tx, phoneHash: Buffer) =>
  db.write(tx).deleteFrom('attested_category').where('phone_hash', '=', phoneHash).execute();
