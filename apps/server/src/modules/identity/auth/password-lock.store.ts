import { sql } from 'kysely';
import { type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** Adds one attempt and returns how many there were in a row; a lock that has ended starts the count anew. */
export const countAttempt = (tx: Tx, account: string, now: Date) =>
  db
    .write(tx)
    .insertInto('staff_sign_in_failure')
    .values({ account, failures: 1, locked_until: null, last_at: now })
    .onConflict((conflict) =>
      conflict.column('account').doUpdateSet({
        failures: sql<number>`case when staff_sign_in_failure.locked_until <= ${now} then 1
          else staff_sign_in_failure.failures + 1 end`,
        locked_until: sql<Date | null>`case when staff_sign_in_failure.locked_until <= ${now} then null
          else staff_sign_in_failure.locked_until end`,
        last_at: now,
      }),
    )
    .returning(['failures', 'locked_until'])
    .executeTakeFirstOrThrow();

export const lockAccount = (tx: Tx, account: string, until: Date) =>
  db
    .write(tx)
    .updateTable('staff_sign_in_failure')
    .set({ locked_until: until })
    .where('account', '=', account)
    .execute();

export const clearFailures = (tx: Tx, account: string) =>
  db.write(tx).deleteFrom('staff_sign_in_failure').where('account', '=', account).execute();

export const deleteFailuresBefore = (tx: Tx, before: Date) =>
  db.write(tx).deleteFrom('staff_sign_in_failure').where('last_at', '<', before).execute();
