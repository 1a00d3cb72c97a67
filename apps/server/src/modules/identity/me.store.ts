import type { Me } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../kernel/db.ts';
import type { PersonRow } from './identity.tables.ts';

export interface MeFacts extends PersonRow {
  account: string | null;
  palace_roles: Me['palaceRoles'];
  union_roles: Me['unionRoles'];
}

/**
 * A person with their account name and roles. Roles refer to palaces and unions: their names come with them in
 * the same statement.
 */
export async function meFacts(reader: Reader | Tx, personId: string): Promise<MeFacts | undefined> {
  const { rows } = await sql<MeFacts>`
    select p.*, (select username from auth_user where id = p.id) as account,
      coalesce((select jsonb_agg(jsonb_build_object('palaceId', r.palace_id, 'palaceSlug', h.slug,
          'palaceName', h.name, 'palaceNameEn', h.name_en, 'role', r.role) order by h.name, h.id, r.role)
        from palace_role r join palace h on h.id = r.palace_id where r.person_id = p.id), '[]') as palace_roles,
      coalesce((select jsonb_agg(jsonb_build_object('unionId', r.union_id, 'unionName', u.name,
          'unionNameEn', u.name_en, 'level', u.level) order by u.path)
        from union_role r join union_node u on u.id = r.union_id where r.person_id = p.id), '[]') as union_roles
    from person p where p.id = ${personId}`.execute(reader);
  return rows[0];
}
