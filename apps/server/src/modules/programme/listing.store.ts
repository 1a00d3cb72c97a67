import { sql } from 'kysely';
import { type Tx, tablesOf } from '../../kernel/db.ts';
import type { Listing } from './listing.rules.ts';
import type { SessionKey } from './programme.events.ts';
import type { ProgrammeTables } from './programme.tables.ts';
import { lexemesOf } from './search/search.rules.ts';

const db = tablesOf<ProgrammeTables>();

/** Rows of one insert: 17 values each stay far below the protocol's 65,535. */
const CHUNK = 1000;

/**
 * Writes listings. One that exists keeps the seats it has taken: only a changed capacity moves its seats left. Rows are
 * locked in key order, as `setSeatsLeft` does.
 */
export async function writeListings(tx: Tx, given: readonly Listing[]): Promise<void> {
  const listings = given.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  for (let from = 0; from < listings.length; from += CHUNK) {
    await db
      .write(tx)
      .insertInto('session_listing')
      .values(
        listings.slice(from, from + CHUNK).map(({ tokens, ...row }) => ({
          ...row,
          document: sql<string>`array_to_tsvector(${lexemesOf(tokens)}::text[])`,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['palace_id', 'session_id']).doUpdateSet((set) => ({
          kind: set.ref('excluded.kind'),
          city: set.ref('excluded.city'),
          district: set.ref('excluded.district'),
          starts_at: set.ref('excluded.starts_at'),
          ends_at: set.ref('excluded.ends_at'),
          first_day: set.ref('excluded.first_day'),
          last_day: set.ref('excluded.last_day'),
          time_bands: set.ref('excluded.time_bands'),
          free: set.ref('excluded.free'),
          open_to: set.ref('excluded.open_to'),
          categories: set.ref('excluded.categories'),
          seats_left: sql<number>`greatest(0,
            session_listing.seats_left + excluded.capacity - session_listing.capacity)`,
          capacity: set.ref('excluded.capacity'),
          document: set.ref('excluded.document'),
        })),
      )
      .execute();
  }
}

const orderOf = (row: { readonly palace_id: string; readonly session_id: string }) =>
  `${row.palace_id} ${row.session_id}`;

/** Takes the sessions of activities off the lists, except those of `keep`. */
export const dropListings = (
  tx: Tx,
  palaceId: string,
  activityIds: readonly string[],
  keep: readonly string[],
) =>
  db
    .write(tx)
    .deleteFrom('session_listing')
    .where('palace_id', '=', palaceId)
    .where(sql<boolean>`activity_id = any(${activityIds}::uuid[])`)
    .where(sql<boolean>`session_id <> all(${keep}::uuid[])`)
    .execute();

/** Takes sessions that are over off the lists. */
export const dropEndedListings = (tx: Tx, now: Date) =>
  db
    .write(tx)
    .deleteFrom('session_listing')
    .where('starts_at', '<', now)
    .where('ends_at', '<=', now)
    .execute();

/**
 * Sets how many seats the lists show as left. Sessions that are not listed are passed over. Rows are locked in key
 * order, so that two deliveries of events never wait for each other.
 */
export async function setSeatsLeft(
  tx: Tx,
  seats: readonly (SessionKey & { readonly seatsLeft: number })[],
): Promise<void> {
  if (seats.length === 0) return;
  await sql`
    with wanted as (
      select distinct on (palace_id, session_id) palace_id, session_id, seats_left
      from unnest(
        ${seats.map((each) => each.palaceId)}::uuid[],
        ${seats.map((each) => each.sessionId)}::uuid[],
        ${seats.map((each) => each.seatsLeft)}::integer[]
      ) with ordinality as given (palace_id, session_id, seats_left, position)
      order by palace_id, session_id, position desc
    ), locked as (
      select listing.palace_id, listing.session_id, wanted.seats_left
      from session_listing listing
      join wanted on wanted.palace_id = listing.palace_id and wanted.session_id = listing.session_id
      order by listing.palace_id, listing.session_id
      for update of listing
    )
    update session_listing listing set seats_left = greatest(0, locked.seats_left)
    from locked
    where listing.palace_id = locked.palace_id and listing.session_id = locked.session_id`.execute(tx);
}
