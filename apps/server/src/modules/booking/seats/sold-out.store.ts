import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { SessionKey } from './release-seats.ts';

/** More people than this are not kept in memory. */
const PEOPLE = 200_000;

/**
 * Who has a booking of a session, live or not, when no pool of it has a seat left; null when one has, or when there
 * are too many. Waits for whoever is taking or freeing seats: what is read is true at some moment after the call.
 */
export async function peopleOfFullSession(
  tx: Tx,
  { palaceId, sessionId }: SessionKey,
): Promise<string[] | null> {
  const { rows: pools } = await sql<{ taken: number; full: boolean }>`
    select held + confirmed as taken, not closed and capacity - held - confirmed < 1 as full from pool
    where palace_id = ${palaceId} and session_id = ${sessionId}
    order by session_id, depth desc, id for share`.execute(tx);
  if (!pools.every((pool) => pool.full) || !pools.some((pool) => pool.taken > 0)) return null;
  const { rows } = await sql<{ people: string[] | null }>`
    select json_agg(person_id) as people from (
      select person_id from booking where palace_id = ${palaceId} and session_id = ${sessionId}
      limit ${PEOPLE + 1}) as booked`.execute(tx);
  const people = rows[0]?.people ?? [];
  return people.length > PEOPLE ? null : people;
}
