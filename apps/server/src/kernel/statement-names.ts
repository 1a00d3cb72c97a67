import type { PostgresPool, PostgresPoolClient } from 'kysely';
import pg from 'pg';

/** Uses of a statement before it gets a name, and statements with names at most: each costs memory a connection. */
const HOT = 4;
const MOST_NAMED = 400;
/** Different statements that are counted; beyond this the counting begins anew. */
const MOST_COUNTED = 4000;
/** Parameters larger than this are worth a plan made for their size. */
const MOST_CHARACTERS = 4096;
const MOST_ELEMENTS = 100;

/**
 * Names for statements that come again and again. PostgreSQL keeps a named one parsed, and planned where one plan
 * serves all parameters, for as long as a connection lives: almost half of its time on small statements went there. One
 * with large parameters stays without a name, since its plan depends on how many rows they hold.
 */
export class StatementNames {
  readonly #uses = new Map<string, number>();
  #names = new Map<string, string>();
  #given = 0;

  /** The name of a statement that is hot and not large; undefined otherwise. */
  nameOf(text: string, values: readonly unknown[]): string | undefined {
    if (values.length === 0 || values.some(isLarge)) return undefined;
    return this.#names.get(text) ?? this.#counted(text);
  }

  /** Names everything anew: a migration changed what statements give, and those that are known are refused. */
  renew(): void {
    this.#names = new Map();
  }

  #counted(text: string): string | undefined {
    const uses = (this.#uses.get(text) ?? 0) + 1;
    if (this.#uses.size >= MOST_COUNTED) this.#uses.clear();
    this.#uses.set(text, uses);
    if (uses <= HOT || this.#names.size >= MOST_NAMED) return undefined;
    this.#given += 1;
    const name = `s${this.#given}`;
    this.#names.set(text, name);
    return name;
  }
}

function isLarge(value: unknown): boolean {
  if (typeof value === 'string' || value instanceof Uint8Array) return value.length > MOST_CHARACTERS;
  return Array.isArray(value) && value.length > MOST_ELEMENTS;
}

/** Whether a statement was refused because it was named before a migration changed what it gives. */
export const isOutdatedStatement = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  error.code === '0A000' &&
  error.message.startsWith('cached plan must not change result type');

/**
 * The pool with names for its hot statements. An outdated one is refused once; outside of transactions (`alone`) it is
 * then sent again.
 */
export function withNames(
  pool: pg.Pool,
  names: StatementNames,
  { alone }: { readonly alone: boolean },
): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const named = (client: pg.PoolClient): PostgresPoolClient => {
    const query = async (text: string, values: readonly unknown[]) => {
      const name = names.nameOf(text, values);
      const plain = { text, values: [...values] };
      if (name === undefined) return client.query(plain);
      try {
        return await client.query({ ...plain, name });
      } catch (error) {
        if (!isOutdatedStatement(error)) throw error;
        names.renew();
        if (alone) return client.query(plain);
        throw error;
      }
    };
    const release = (discard?: boolean) => client.release(discard);
    // Nothing here reads with a cursor, the other form of `query`.
    return { query: query as unknown as PostgresPoolClient['query'], release };
  };
  return {
    async connect() {
      const client = await pool.connect();
      const connection = known.get(client) ?? named(client);
      known.set(client, connection);
      return connection;
    },
    end: () => pool.end(),
    options: pool.options,
  };
}
