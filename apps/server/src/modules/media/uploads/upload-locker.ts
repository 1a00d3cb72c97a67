import { setTimeout as delay } from 'node:timers/promises';
import { ERRORS, type Lock, type Locker, MemoryLocker } from '@tus/server';
import type pg from 'pg';
import type { Deps } from '../../../kernel/deps.ts';

/** How long a request waits for an upload that another process holds, ms, and how often it tries. */
const PATIENCE_MS = 15_000;
const TRY_MS = 200;

/**
 * One request at a time writes to an upload, over all processes: within this one by memory, between them by advisory
 * locks on a connection that all uploads of this process share. A process that dies gives its locks back with the
 * connection; a half-open request gives way to the next one.
 */
export class UploadLocker implements Locker {
  readonly #memory = new MemoryLocker({ acquireLockTimeout: PATIENCE_MS });
  readonly #deps: Deps;
  readonly #held = new Map<string, () => void>();
  #connection: Promise<pg.PoolClient> | null = null;
  /** Ends with the last statement that was given to the connection, which takes one at a time. */
  #asked: Promise<unknown> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  newLock(id: string): Lock {
    const inMemory = this.#memory.newLock(id);
    return {
      lock: async (signal, release) => {
        await inMemory.lock(signal, release);
        try {
          await this.#lockEverywhere(id, signal, release);
        } catch (error) {
          await inMemory.unlock();
          throw error;
        }
      },
      unlock: async () => {
        this.#held.delete(id);
        const connection = await this.#connection?.catch(() => null);
        if (connection)
          await this.#ask(connection, 'select pg_advisory_unlock(hashtextextended($1, 0))', [
            nameOf(id),
          ]).catch(() => null);
        await inMemory.unlock();
      },
    };
  }

  /** Gives the connection back; uploads under way are asked to stop. */
  async close(): Promise<void> {
    const connection = await this.#connection?.catch(() => null);
    this.#connection = null;
    connection?.release(true);
  }

  async #lockEverywhere(id: string, signal: AbortSignal, release: () => unknown): Promise<void> {
    const until = performance.now() + PATIENCE_MS;
    while (!signal.aborted && performance.now() < until) {
      const connection = await this.#connect();
      const { rows } = await this.#ask<{ locked: boolean }>(
        connection,
        'select pg_try_advisory_lock(hashtextextended($1, 0)) as locked',
        [nameOf(id)],
      );
      if (rows[0]?.locked === true) {
        this.#held.set(id, () => void release());
        return;
      }
      // Whoever holds it elsewhere may be a request whose phone has long lost the network.
      await this.#ask(connection, 'select pg_notify($1, $2)', [CHANNEL, id]);
      await delay(TRY_MS);
    }
    throw ERRORS.ERR_LOCK_TIMEOUT;
  }

  #ask<Row extends pg.QueryResultRow>(
    connection: pg.PoolClient,
    text: string,
    values: string[],
  ): Promise<pg.QueryResult<Row>> {
    const answer = this.#asked.then(() => connection.query<Row>(text, values));
    this.#asked = answer.catch(() => undefined);
    return answer;
  }

  #connect(): Promise<pg.PoolClient> {
    this.#connection ??= this.#open().catch((error: unknown) => {
      this.#connection = null;
      throw error;
    });
    return this.#connection;
  }

  async #open(): Promise<pg.PoolClient> {
    const connection = await this.#deps.db.pool.connect();
    const lost = () => {
      this.#connection = null;
      // The locks went with the connection: who held one must not go on writing.
      for (const stop of this.#held.values()) stop();
      this.#held.clear();
    };
    connection.on('error', lost);
    connection.on('end', lost);
    connection.on('notification', ({ payload }) => this.#held.get(payload ?? '')?.());
    await connection.query(`listen ${CHANNEL}`);
    return connection;
  }
}

const CHANNEL = 'media_upload_wanted';
const nameOf = (id: string): string => `upload ${id}`;
