import { type Database, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** The encrypted secret of an account's second factor, read where it was just written. */
export const secretOfAccount = (database: Database, account: string): Promise<string | null> =>
  database.transact(async (tx) => {
    const row = await db
      .write(tx)
      .selectFrom('auth_two_factor')
      .innerJoin('auth_user', 'auth_user.id', 'auth_two_factor.user_id')
      .select('auth_two_factor.secret')
      .where('auth_user.username', '=', account)
      .executeTakeFirst();
    return row?.secret ?? null;
  });

export async function enableSecondFactor(tx: Tx, row: IdentityTables['auth_two_factor']): Promise<void> {
  await db.write(tx).deleteFrom('auth_two_factor').where('user_id', '=', row.user_id).execute();
  await db.write(tx).insertInto('auth_two_factor').values(row).execute();
  await db
    .write(tx)
    .updateTable('auth_user')
    .set({ two_factor_enabled: true })
    .where('id', '=', row.user_id)
    .execute();
}
