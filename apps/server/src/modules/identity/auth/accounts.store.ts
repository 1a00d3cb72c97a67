import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import type { AuthUserRow, IdentityTables } from '../identity.tables.ts';
import { ACCOUNT_NAME } from './auth.ts';

const db = tablesOf<IdentityTables>();
const CREDENTIAL = 'credential';

export const accountOf = (reader: Reader | Tx, personId: string) =>
  db.read(reader).selectFrom('auth_user').selectAll().where('id', '=', personId).executeTakeFirst();

/** better-auth's row of a person, made if there is none, as its phone sign-in would make it. */
export async function ensureAccount(
  tx: Tx,
  person: { readonly id: string; readonly phoneHash: Buffer; readonly now: Date },
): Promise<AuthUserRow> {
  await db
    .write(tx)
    .insertInto('auth_user')
    .values({
      id: person.id,
      name: ACCOUNT_NAME,
      email: `${newId()}@phone.wengong.invalid`,
      email_verified: false,
      image: null,
      created_at: person.now,
      updated_at: person.now,
      phone_number: person.phoneHash.toString('hex'),
      phone_number_verified: false,
      username: null,
      two_factor_enabled: false,
      new_password_required: false,
      last_sign_in_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  return db
    .write(tx)
    .selectFrom('auth_user')
    .selectAll()
    .where('id', '=', person.id)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export const setAccountName = (tx: Tx, personId: string, account: string) =>
  db.write(tx).updateTable('auth_user').set({ username: account }).where('id', '=', personId).execute();

/** Stores a password's hash; `initial` when somebody else made it and its owner must replace it. */
export async function setPasswordHash(
  tx: Tx,
  personId: string,
  hash: string,
  { initial, now }: { readonly initial: boolean; readonly now: Date },
): Promise<void> {
  await db
    .write(tx)
    .updateTable('auth_user')
    .set({ new_password_required: initial, updated_at: now })
    .where('id', '=', personId)
    .execute();
  const updated = await db
    .write(tx)
    .updateTable('auth_account')
    .set({ password: hash, updated_at: now })
    .where('user_id', '=', personId)
    .where('provider_id', '=', CREDENTIAL)
    .returning('id')
    .executeTakeFirst();
  if (updated !== undefined) return;
  await db
    .write(tx)
    .insertInto('auth_account')
    .values({
      id: newId(),
      account_id: personId,
      provider_id: CREDENTIAL,
      user_id: personId,
      password: hash,
      created_at: now,
      updated_at: now,
    })
    .execute();
}

export async function passwordHash(reader: Reader, personId: string): Promise<string | null> {
  const row = await db
    .read(reader)
    .selectFrom('auth_account')
    .select('password')
    .where('user_id', '=', personId)
    .where('provider_id', '=', CREDENTIAL)
    .executeTakeFirst();
  return row?.password ?? null;
}

/** Removes the second factor, so that the next sign-in sets up a new one. */
export async function removeSecondFactor(tx: Tx, personId: string): Promise<void> {
  await db.write(tx).deleteFrom('auth_two_factor').where('user_id', '=', personId).execute();
  await db
    .write(tx)
    .updateTable('auth_user')
    .set({ two_factor_enabled: false })
    .where('id', '=', personId)
    .execute();
}

export const noteSignIn = (tx: Tx, personId: string, now: Date) =>
  db.write(tx).updateTable('auth_user').set({ last_sign_in_at: now }).where('id', '=', personId).execute();

/** Removes the account with its sessions, password and second factor. */
export const deleteAccount = (tx: Tx, personId: string) =>
  db.write(tx).deleteFrom('auth_user').where('id', '=', personId).execute();
