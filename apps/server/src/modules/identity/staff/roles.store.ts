import type { PalaceRole } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { IdentityTables } from '../identity.tables.ts';

const db = tablesOf<IdentityTables>();

/** Waits for other changes of who holds which role in a palace or union; held until the transaction ends. */
export async function lockRoles(tx: Tx, scopeId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`roles ${scopeId}`}, 0))`.execute(tx);
}

export async function rolesIn(tx: Tx, palaceId: string, personId: string): Promise<PalaceRole[]> {
  const rows = await db
    .write(tx)
    .selectFrom('palace_role')
    .select('role')
    .where('palace_id', '=', palaceId)
    .where('person_id', '=', personId)
    .orderBy('role')
    .execute();
  return rows.map((row) => row.role);
}

/** Whether the person is a director of the palace and nobody else is who stays. Lock the roles first. */
export async function isLastDirector(tx: Tx, palaceId: string, personId: string): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean; others: boolean }>`
    select coalesce(bool_or(r.person_id = ${personId}), false) as mine,
      coalesce(bool_or(r.person_id <> ${personId} and p.erase_after is null and p.erased_at is null), false) as others
    from palace_role r join person p on p.id = r.person_id
    where r.palace_id = ${palaceId} and r.role = 'director'`.execute(tx);
  return rows[0]?.mine === true && !rows[0].others;
}

export interface Grant {
  readonly palaceId: string;
  readonly personId: string;
  readonly roles: readonly PalaceRole[];
  readonly by: string | null;
  readonly at: Date;
}

/** Makes `roles` exactly the roles of the person in the palace. */
export async function replaceRoles(tx: Tx, { palaceId, personId, roles, by, at }: Grant): Promise<void> {
  await sql`delete from palace_role
    where palace_id = ${palaceId} and person_id = ${personId} and not role = any (${[...roles]}::text[])`.execute(
    tx,
  );
  await grantRoles(tx, { palaceId, personId, roles, by, at });
}

/** Adds roles to those the person holds in the palace. */
export async function grantRoles(tx: Tx, { palaceId, personId, roles, by, at }: Grant): Promise<void> {
  if (roles.length === 0) return;
  await db
    .write(tx)
    .insertInto('palace_role')
    .values(
      roles.map((role) => ({
        palace_id: palaceId,
        person_id: personId,
        role,
        granted_by: by,
        granted_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export const grantOffice = (tx: Tx, unionId: string, personId: string, by: string | null, at: Date) =>
  db
    .write(tx)
    .insertInto('union_role')
    .values({ union_id: unionId, person_id: personId, role: 'officer', granted_by: by, granted_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Ends an office. Says whether there was one. */
export async function endOffice(tx: Tx, unionId: string, personId: string): Promise<boolean> {
  const row = await db
    .write(tx)
    .deleteFrom('union_role')
    .where('union_id', '=', unionId)
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Scope of `lockRoles` for offices: the last officer over a union can sit in any union above it. */
export const EVERY_UNION = 'unions';

/** Whether anybody but `except` is an officer over this union: its own, or one of a union above it. */
export async function hasOfficer(tx: Tx, unionId: string, except: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from union_role r join union_node u on u.id = r.union_id
      join person p on p.id = r.person_id and p.erase_after is null and p.erased_at is null
      where u.path @> (select path from union_node where id = ${unionId}) and r.person_id <> ${except}) as found`.execute(
    tx,
  );
  return rows[0]?.found === true;
}

/** Whether the person holds a role in another palace, or an office. */
export async function holdsRolesElsewhere(
  tx: Tx,
  personId: string,
  here: { readonly palaceId: string },
): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from palace_role where person_id = ${personId} and palace_id <> ${here.palaceId})
      or exists (select from union_role where person_id = ${personId}) as found`.execute(tx);
  return rows[0]?.found === true;
}

export async function deleteAllRoles(tx: Tx, personId: string): Promise<void> {
  await db.write(tx).deleteFrom('palace_role').where('person_id', '=', personId).execute();
  await db.write(tx).deleteFrom('union_role').where('person_id', '=', personId).execute();
}

export async function isStaffOf(reader: Reader | Tx, palaceId: string, personId: string): Promise<boolean> {
  const row = await db
    .read(reader)
    .selectFrom('palace_role')
    .select('role')
    .where('palace_id', '=', palaceId)
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
