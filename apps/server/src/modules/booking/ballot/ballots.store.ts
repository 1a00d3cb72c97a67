import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BallotRow, BallotRulesRow, BallotTables } from './ballot.tables.ts';

const db = tablesOf<BallotTables>();

export interface BallotKey {
  readonly palaceId: string;
  readonly ballotId: string;
}

// Rules

/** Rules of a palace that has not made its own yet: version 1. */
const defaultRules = (palaceId: string, now: Date): BallotRulesRow => ({
  palace_id: palaceId,
  version: 1,
  first_timer_slips: 1,
  loss_slips: 1,
  loss_months: 12,
  max_slips: 4,
  confirm_minutes: 1440,
  created_by: null,
  created_at: now,
});

/** The rules now in force; the default ones, not yet written, where there are none. */
export async function rulesInForce(
  reader: Reader | Tx,
  palaceId: string,
  now: Date,
): Promise<BallotRulesRow> {
  const row = await db
    .read(reader)
    .selectFrom('ballot_rules')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ?? defaultRules(palaceId, now);
}

/** Writes version 1 where a palace has no rules yet: a ballot must name a version. */
export const ensureRules = (tx: Tx, palaceId: string, now: Date) =>
  db
    .write(tx)
    .insertInto('ballot_rules')
    .values(defaultRules(palaceId, now))
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** Writes a version; the constraint `ballot_rules_version` refuses one that exists. */
export const insertRules = (tx: Tx, row: BallotRulesRow) =>
  db.write(tx).insertInto('ballot_rules').values(row).execute();

export const rulesVersion = (
  reader: Reader | Tx,
  ballot: Pick<BallotRow, 'palace_id' | 'rules_version'>,
): Promise<BallotRulesRow> =>
  db
    .read(reader)
    .selectFrom('ballot_rules')
    .selectAll()
    .where('palace_id', '=', ballot.palace_id)
    .where('version', '=', ballot.rules_version)
    .executeTakeFirstOrThrow();

// Ballots

export type Ballot = Omit<BallotRow, 'reserved_pools'> & { readonly reserved_pools: string[] };

export const ballotOfSession = (
  reader: Reader | Tx,
  palaceId: string,
  sessionId: string,
): Promise<Ballot | undefined> =>
  db
    .read(reader)
    .selectFrom('ballot')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('session_id', '=', sessionId)
    .executeTakeFirst();

export const ballotById = (reader: Reader | Tx, key: BallotKey): Promise<Ballot | undefined> =>
  db
    .read(reader)
    .selectFrom('ballot')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('id', '=', key.ballotId)
    .executeTakeFirst();

export const ballotsByIds = async (
  reader: Reader | Tx,
  keys: readonly { palace_id: string; ballot_id: string }[],
): Promise<Map<string, Ballot>> => {
  if (keys.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('ballot')
    .selectAll()
    .where('palace_id', 'in', [...new Set(keys.map((key) => key.palace_id))])
    .where('id', 'in', [...new Set(keys.map((key) => key.ballot_id))])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** The ballot, locked against entries, closing and drawing. First of all locks. */
export const lockBallot = (tx: Tx, key: BallotKey): Promise<Ballot | undefined> =>
  db
    .write(tx)
    .selectFrom('ballot')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('id', '=', key.ballotId)
    .forUpdate()
    .executeTakeFirst();

export const insertBallot = (tx: Tx, row: Omit<BallotRow, 'reserved_pools'>) =>
  db.write(tx).insertInto('ballot').values(row).execute();

export const updateBallot = (
  tx: Tx,
  ballot: Pick<BallotRow, 'palace_id' | 'id'>,
  change: Partial<Omit<Ballot, 'palace_id' | 'id'>>,
): Promise<Ballot> =>
  db
    .write(tx)
    .updateTable('ballot')
    .set(change)
    .where('palace_id', '=', ballot.palace_id)
    .where('id', '=', ballot.id)
    .returningAll()
    .executeTakeFirstOrThrow();

/** Ballots whose closing time has come. */
export const ballotsToClose = (reader: Reader, now: Date, limit: number): Promise<BallotKey[]> =>
  db
    .read(reader)
    .selectFrom('ballot')
    .select(['palace_id as palaceId', 'id as ballotId'])
    .where('closes_at', '<=', now)
    .where('closed_at', 'is', null)
    .where('called_off_at', 'is', null)
    .orderBy('closes_at')
    .limit(limit)
    .execute();

/** Ballots whose draw is due and has what it needs. */
export const ballotsToDraw = (reader: Reader, now: Date, limit: number): Promise<BallotKey[]> =>
  db
    .read(reader)
    .selectFrom('ballot')
    .select(['palace_id as palaceId', 'id as ballotId'])
    .where('draws_at', '<=', now)
    .where('drawn_at', 'is', null)
    .where('closed_at', 'is not', null)
    .where('called_off_at', 'is', null)
    .where((where) =>
      where.or([where('public_source', 'is', null), where('public_value_confirmed_by', 'is not', null)]),
    )
    .orderBy('draws_at')
    .limit(limit)
    .execute();

/** Whether booking of a ballot's session is free again: its ballot is drawn. */
export async function isDrawn(reader: Reader | Tx, palaceId: string, sessionId: string): Promise<boolean> {
  const { rows } = await sql<{ drawn: boolean }>`
    select exists (select from ballot where palace_id = ${palaceId} and session_id = ${sessionId}
      and drawn_at is not null) as drawn`.execute(reader);
  return rows[0]?.drawn ?? false;
}
