import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables, MembershipRow } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

export interface MembershipFacts extends MembershipRow {
  union_name: string;
  union_name_en: string;
}

/** A person's membership with the name of the union; undefined when they have none. */
export async function membershipOf(
  reader: Reader | Tx,
  personId: string,
): Promise<MembershipFacts | undefined> {
  const { rows } = await sql<MembershipFacts>`
    select m.*, u.name as union_name, u.name_en as union_name_en
    from membership m join union_node u on u.id = m.union_id where m.person_id = ${personId}`.execute(reader);
  return rows[0];
}

export const upsertMembership = (tx: Tx, row: MembershipRow) =>
  db
    .write(tx)
    .insertInto('membership')
    .values(row)
    .onConflict((conflict) => {
      const { person_id: _, ...rest } = row;
      return conflict.column('person_id').doUpdateSet(rest);
    })
    .execute();

export const deleteMembership = (tx: Tx, personId: string) =>
  db.write(tx).deleteFrom('membership').where('person_id', '=', personId).execute();
