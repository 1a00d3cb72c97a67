import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { CreditStandingRow, CreditTables } from './credit.tables.ts';
import type { PersonAt } from './ledger.store.ts';

const db = tablesOf<CreditTables>();

/** What credit asks of a person at a palace now; undefined of who is in good standing. */
export const standingRow = (
  reader: Reader | Tx,
  { palaceId, personId }: PersonAt,
  now: Date,
): Promise<CreditStandingRow | undefined> =>
  db
    .read(reader)
    .selectFrom('credit_standing')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('person_id', '=', personId)
    .where('until', '>', now)
    .executeTakeFirst();

export const putStandings = (tx: Tx, rows: readonly CreditStandingRow[]) =>
  rows.length === 0
    ? Promise.resolve()
    : db
        .write(tx)
        .insertInto('credit_standing')
        .values([...rows])
        .onConflict((conflict) =>
          conflict.columns(['palace_id', 'person_id']).doUpdateSet((set) => ({
            grade: set.ref('excluded.grade'),
            max_active: set.ref('excluded.max_active'),
            companions: set.ref('excluded.companions'),
            confirm: set.ref('excluded.confirm'),
            until: set.ref('excluded.until'),
          })),
        )
        .execute();

export async function deleteStandings(tx: Tx, people: readonly PersonAt[]): Promise<void> {
  for (const [palaceId, them] of Map.groupBy(people, (one) => one.palaceId)) {
    await db
      .write(tx)
      .deleteFrom('credit_standing')
      .where('palace_id', '=', palaceId)
      .where(
        'person_id',
        'in',
        them.map((one) => one.personId),
      )
      .execute();
  }
}

export const voidStandings = (reader: Reader, now: Date, limit: number): Promise<PersonAt[]> =>
  db
    .read(reader)
    .selectFrom('credit_standing')
    .select(['palace_id as palaceId', 'person_id as personId'])
    .where('until', '<=', now)
    .orderBy('until')
    .limit(limit)
    .execute();
