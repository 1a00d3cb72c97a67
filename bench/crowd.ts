import { createHmac, randomBytes } from 'node:crypto';
import { sessionCookie } from '@wengong/contract';
import type { Keys } from '../apps/server/src/kernel/crypto.ts';
import type { Database } from '../apps/server/src/kernel/db.ts';
import { newId } from '../apps/server/src/kernel/ids.ts';
import { authSecret } from '../apps/server/src/modules/identity/auth/auth.ts';

export interface Crowd {
  readonly personIds: readonly string[];
  /** Cookie headers, in the order of the people. */
  readonly cookies: readonly string[];
}

/** Signed-in workers, `count` of them, written in bulk: the rows that signing in by phone leaves. */
export async function gatherCrowd(db: Database, keys: Keys, count: number): Promise<Crowd> {
  const personIds = Array.from({ length: count }, () => newId());
  const tokens = personIds.map(() => randomBytes(24).toString('base64url'));
  const secret = authSecret(keys);
  const phones = personIds.map((_, index) => `+86139${String(index).padStart(8, '0')}`);
  await db.pool.query(
    `insert into person (id, display_name, phone_cipher, phone_hash, created_at)
     select *, now() from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[])
     on conflict do nothing`,
    [
      personIds,
      personIds.map((_, index) => `职工${index}`),
      phones.map((phone) => keys.seal(phone)),
      personIds.map((id) => keys.fingerprint(id)),
    ],
  );
  await db.pool.query(
    `insert into auth_user (id, name, email, email_verified, created_at, updated_at, phone_number)
     select id, display_name, id || '@bench.invalid', false, now(), now(), encode(phone_hash, 'hex')
     from person where id = any ($1::uuid[])`,
    [personIds],
  );
  await db.pool.query(
    `insert into auth_session (id, expires_at, token, created_at, updated_at, user_id, stage, idle_until)
     select person_id, now() + interval '300 days', token, now(), now(), person_id, 'ordinary',
       now() + interval '30 days'
     from unnest($1::uuid[], $2::text[]) as given (person_id, token)`,
    [personIds, tokens],
  );
  await db.pool.query('analyze person, auth_user, auth_session');
  const cookies = tokens.map((token) => {
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    return `${sessionCookie}=${encodeURIComponent(`${token}.${signature}`)}`;
  });
  return { personIds, cookies };
}
