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

/** How long a code may be typed in: a step of 30 s, and one before and after it. */
const CODE_SHOWN_MS = 120_000;

/** Uses a code up. False when it has opened a session already. */
export async function useCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const uses = db.write(tx);
  const over = new Date(now.getTime() - CODE_SHOWN_MS);
  await uses
    .deleteFrom('second_factor_use')
    .where('user_id', '=', userId)
    .where('used_at', '<', over)
    .execute();
  const used = await uses
    .insertInto('second_factor_use')
    .values({ user_id: userId, code, used_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .executeTakeFirst();
  return used !== undefined;
}

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
