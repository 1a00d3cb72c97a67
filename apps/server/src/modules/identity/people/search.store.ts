import { type RawBuilder, sql } from 'kysely';
import type { Keys } from '../../../kernel/crypto.ts';
import { normalisePhone } from '../phone.rules.ts';

/** Keyed hash of a number's last four digits, 8 bytes: what a caller at the desk gives finds who they are. */
export const phoneEndHash = (keys: Keys, phone: string): Buffer =>
  keys.fingerprint(`ends ${phone.slice(-4)}`).subarray(0, 8);

/**
 * Ids of the people whom somebody means by what they typed, as a part of SQL (`person_id in ${…}`): a whole phone
 * number, its last four digits, or part of a name.
 */
export function peopleFound(keys: Keys, typed: string): RawBuilder<string> {
  const phone = normalisePhone(typed);
  if (phone !== null) return sql`(select id from person where phone_hash = ${keys.fingerprint(phone)})`;
  const named = sql<boolean>`display_name ilike ${`%${typed.replaceAll(/[\\%_]/g, '\\$&')}%`}`;
  if (!/^\d{4}$/.test(typed)) return sql`(select id from person where erased_at is null and ${named})`;
  return sql`(select id from person where phone_end = ${phoneEndHash(keys, typed)} union
    select id from person where erased_at is null and ${named})`;
}
