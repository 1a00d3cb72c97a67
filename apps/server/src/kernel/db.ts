import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { isOutdatedStatement, StatementNames, withNames } from './statement-names.ts';

// Counts and sums come back as numbers: every bigint of this schema is far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
// A calendar day is text (YYYY-MM-DD), never an instant in the server's own zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);

declare const writes: unique symbol;

/** May only read. Its connection is read-only, so a write is refused by PostgreSQL as well as by the types. */
export type Reader = Pick<Kysely<unknown>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'getExecutor'>;

/** An open transaction: the only thing with which a store can write. Got from `transact` alone. */
export type Tx = Transaction<unknown> & { readonly [writes]: true };

type ReaderOf<Tables> = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'with' | 'fn' | 'getExecutor'>;

/**
 * Gives a store its own tables and no others: `const db = tablesOf<BookingTables>()`, then
 * `db.read(reader).selectFrom('booking')` and `db.write(tx).insertInto('booking')`.
 */
export function tablesOf<Tables>() {
  return {
    read: (reader: Reader | Tx) => reader as unknown as ReaderOf<Tables>,
    write: (tx: Tx) => tx as unknown as Transaction<Tables>,
  };
}

export interface Database {
  readonly reader: Reader;
  /**
   * Runs `work` in one transaction (READ COMMITTED; rows are locked where they are used up). Commits when it
   * resolves, rolls back when it throws.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The pool behind the transactions, for libraries that bring their own SQL. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  readonly readUrl?: string;
  /** Connections for writes; as many again for reads. */
  readonly poolSize: number;
}

// A lock that takes longer than 3 s means trouble elsewhere: give up and say "busy" instead of piling up.
const SESSION =
  '-c lock_timeout=3000 -c statement_timeout=30000 -c idle_in_transaction_session_timeout=15000';

export function createDatabase({ url, readUrl = url, poolSize }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    options: SESSION,
  });
  const readPool = new pg.Pool({
    connectionString: readUrl,
    max: poolSize,
    options: `${SESSION} -c default_transaction_read_only=on`,
  });
  // A connection that the server closes is replaced by the pool, and the query on it fails by itself; without
  // listeners the event would end the process.
  for (const each of [pool, readPool]) {
    each.on('error', () => undefined);
    each.on('connect', (connection) => connection.on('error', () => undefined));
  }
  const names = new StatementNames();
  const writer = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: withNames(pool, names, { alone: false }) }),
  });
  const reader = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: withNames(readPool, names, { alone: true }) }),
  });
  return {
    reader,
    pool,
    // A migration made a statement outdated and with it the transaction, which has done nothing: it runs once more.
    transact: (work) =>
      transact(writer, work).catch((error) => {
        if (isOutdatedStatement(error)) return transact(writer, work);
        throw error;
      }),
    async close() {
      await Promise.all([writer.destroy(), reader.destroy()]);
    },
  };
}

/** The connection was lost while committing: the transaction may have come to pass, or not. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

async function transact<T>(writer: Kysely<unknown>, work: (tx: Tx) => Promise<T>): Promise<T> {
  let worked = false;
  try {
    return await writer.transaction().execute(async (tx) => {
      const result = await work(tx as Tx);
      worked = true;
      return result;
    });
  } catch (error) {
    if (worked && isConnectionLoss(error))
      throw new OutcomeUnknown('the commit was not answered', { cause: error });
    throw error;
  }
}

/** Whether an error means that the database could not be reached, or went away. */
export function isConnectionLoss(error: unknown): boolean {
  // Class 57P: shut down, crashed, starting up. Class 08: the connection.
  if (error instanceof pg.DatabaseError) return /^(57P|08)/.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code ?? '') ||
    /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
  );
}

/** Runs `work` inside a savepoint of `tx`: its failure undoes only its own writes. */
export async function savepoint<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint step`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint step`.execute(tx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint step`.execute(tx);
    throw error;
  }
}

/** The facts of a PostgreSQL error that rules are written against; null for any other error. */
export function databaseError(error: unknown): { code: string; constraint: string | undefined } | null {
  return error instanceof pg.DatabaseError && error.code !== undefined
    ? { code: error.code, constraint: error.constraint }
    : null;
}
