import type { ConsentPurpose } from '@wengong/contract';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { IdentityTables } from './identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** What a person agreed to, newest first. */
export const consentsOf = (reader: Reader | Tx, personId: string) =>
  db
    .read(reader)
    .selectFrom('consent')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .execute();

/** Records an agreement, which replaces the one to an older version; nothing when it is in force already. */
export async function recordConsent(
  tx: Tx,
  consent: { personId: string; purpose: ConsentPurpose; version: string; at: Date },
): Promise<void> {
  const { personId, purpose, version, at } = consent;
  await db
    .write(tx)
    .updateTable('consent')
    .set({ withdrawn_at: at })
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .where('version', '<>', version)
    .execute();
  await db
    .write(tx)
    .insertInto('consent')
    .values({ person_id: personId, id: newId(), purpose, version, given_at: at, withdrawn_at: null })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'purpose']).where('withdrawn_at', 'is', null).doNothing(),
    )
    .execute();
}

/**
 * Withdraws the agreement to a purpose. When none was on record, the withdrawal itself is put on record: it stops
 * a use that the terms alone allowed.
 */
export async function withdrawConsent(
  tx: Tx,
  consent: { personId: string; purpose: ConsentPurpose; version: string; at: Date },
): Promise<void> {
  const { personId, purpose, version, at } = consent;
  await recordConsent(tx, { personId, purpose, version, at });
  await db
    .write(tx)
    .updateTable('consent')
    .set({ withdrawn_at: at })
    .where('person_id', '=', personId)
    .where('purpose', '=', purpose)
    .where('withdrawn_at', 'is', null)
    .execute();
}
