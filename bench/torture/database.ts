import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

/** A busy machine may take a minute to recover what PostgreSQL had not written down. */
const MOST_TRIES = 1200;

/** A way to the database for the harness itself, which waits while PostgreSQL is down. */
export class PatientDatabase {
  readonly #pool: pg.Pool;

  constructor(url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 4 });
    this.#pool.on('error', () => undefined);
  }

  /** Tries again until it succeeds: only for statements that may run twice. */
  async query<Row extends pg.QueryResultRow>(
    text: string,
    values: unknown[] = [],
  ): Promise<pg.QueryResult<Row>> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.#pool.query<Row>(text, values);
      } catch (error) {
        if (tries === MOST_TRIES || !isAway(error)) throw error;
        await delay(100);
      }
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

/** The server is down, starting, or has ended the connection; a refusal of the statement itself is none of these. */
function isAway(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? '';
  return code === '' || code.startsWith('57P') || code.startsWith('08') || /^E[A-Z]+$/.test(code);
}
