import type { Locale, PalaceRole, WorkerCategory } from '@wengong/contract';
import type pg from 'pg';
import { CATEGORIES, MEMBER_UNTIL, memberOf, WITHDRAWN_PURPOSES } from '../people/standing.sql.ts';
import type { SessionStage } from './session.rules.ts';

export interface SessionFacts {
  token: string;
  session_id: string;
  stage: SessionStage;
  created_at: Date;
  idle_until: Date;
  person_id: string;
  display_name: string;
  locale: Locale;
  elder_mode: boolean;
  member: boolean;
  categories: WorkerCategory[];
  member_of: string[];
  palace_roles: { palaceId: string; role: PalaceRole }[];
  unions: { unionId: string; path: string }[];
}

const SESSION_FACTS = `
  select s.token, s.id as session_id, s.stage, s.created_at, s.idle_until,
    p.id as person_id, p.display_name, p.locale, p.elder_mode,
    coalesce(${MEMBER_UNTIL} >= $3::date, false) as member,
    ${CATEGORIES} as categories,
    ${memberOf('$3')} as member_of,
    coalesce((select jsonb_agg(jsonb_build_object('palaceId', r.palace_id, 'role', r.role))
      from palace_role r where r.person_id = p.id), '[]') as palace_roles,
    coalesce((select jsonb_agg(jsonb_build_object('unionId', r.union_id, 'path', u.path::text))
      from union_role r join union_node u on u.id = r.union_id where r.person_id = p.id), '[]') as unions
  from auth_session s
  join person p on p.id = s.user_id
  cross join lateral (${WITHDRAWN_PURPOSES}) w
  where s.token = any ($1::text[]) and s.expires_at > $2 and s.idle_until > $2 and s.stage <> 'enrolling'
    and p.erased_at is null`;

/** The open sessions of tokens with their person, membership, categories and roles, in one prepared statement. */
export async function sessionFacts(
  pool: pg.Pool,
  tokens: readonly string[],
  now: Date,
  today: string,
): Promise<SessionFacts[]> {
  const { rows } = await pool.query<SessionFacts>({
    name: 'identity-session-facts',
    text: SESSION_FACTS,
    values: [tokens, now, today],
  });
  return rows;
}

/** Keeps a session in use open until `until`. */
export async function extendSession(pool: pg.Pool, sessionId: string, until: Date, now: Date): Promise<void> {
  await pool.query({
    name: 'identity-extend-session',
    text: 'update auth_session set idle_until = $2, updated_at = $3 where id = $1 and idle_until < $2',
    values: [sessionId, until, now],
  });
}
