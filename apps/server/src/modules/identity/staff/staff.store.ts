import type { PalaceRole } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';

export interface StaffFacts {
  person_id: string;
  display_name: string;
  phone_cipher: Buffer | null;
  account: string | null;
  second_factor: boolean;
  last_sign_in_at: Date | null;
  roles: PalaceRole[];
}

const FACTS = sql`p.id as person_id, p.display_name, p.phone_cipher, a.username as account,
  coalesce(a.two_factor_enabled, false) as second_factor, a.last_sign_in_at`;

/** Staff of a palace by name, or only the one person. */
export async function staffOf(
  reader: Reader | Tx,
  palaceId: string,
  personId?: string,
): Promise<StaffFacts[]> {
  const { rows } = await sql<StaffFacts>`
    select ${FACTS}, array_agg(r.role order by r.role) as roles
    from palace_role r join person p on p.id = r.person_id left join auth_user a on a.id = p.id
    where r.palace_id = ${palaceId} and (${personId ?? null}::uuid is null or p.id = ${personId ?? null}::uuid)
    group by p.id, a.id order by p.display_name, p.id limit 1000`.execute(reader);
  return rows;
}

/** Officers of a union by name, or only the one person. */
export async function officersOf(
  reader: Reader | Tx,
  unionId: string,
  personId?: string,
): Promise<Omit<StaffFacts, 'roles'>[]> {
  const { rows } = await sql<Omit<StaffFacts, 'roles'>>`
    select ${FACTS}
    from union_role r join person p on p.id = r.person_id left join auth_user a on a.id = p.id
    where r.union_id = ${unionId} and (${personId ?? null}::uuid is null or p.id = ${personId ?? null}::uuid)
    order by p.display_name, p.id limit 1000`.execute(reader);
  return rows;
}
