import { createHash, randomBytes } from 'node:crypto';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

/** A new secret for a feed's address: 256 random bits. */
export const newFeedToken = (): string => randomBytes(32).toString('base64url');

/** The token is random and long, so a plain hash keeps it. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Sets the person's feed; an earlier address stops working. */
export const putFeed = (tx: Tx, personId: string, token: string, now: Date) =>
  db
    .write(tx)
    .insertInto('calendar_feed')
    .values({ person_id: personId, token_hash: hashOf(token), created_at: now })
    .onConflict((conflict) =>
      conflict.column('person_id').doUpdateSet({ token_hash: hashOf(token), created_at: now }),
    )
    .execute();

export const deleteFeed = (tx: Tx, personId: string) =>
  db.write(tx).deleteFrom('calendar_feed').where('person_id', '=', personId).execute();

export const feedOf = (reader: Reader, personId: string) =>
  db
    .read(reader)
    .selectFrom('calendar_feed')
    .select('created_at')
    .where('person_id', '=', personId)
    .executeTakeFirst();

/** Whose feed an address is; undefined when it is none, or revoked. */
export const personOfFeed = (reader: Reader, token: string) =>
  db
    .read(reader)
    .selectFrom('calendar_feed')
    .select('person_id')
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
