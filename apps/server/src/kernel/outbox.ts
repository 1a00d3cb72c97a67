import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import { type Database, savepoint, type Tx, tablesOf } from './db.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';

/**
 * Transactional outbox. An event is written in the transaction that caused it, once for each subscriber, and
 * handled later in a transaction that also removes it: the database effects of a handler happen exactly once,
 * and an event is lost only if its cause is.
 */
export interface EventType<Payload> {
  readonly topic: string;
  /** Only for the types: never set. */
  readonly payload?: Payload;
}

export const defineEvent = <Payload extends object>(topic: string): EventType<Payload> => ({ topic });

/** What a handler of events gets: an open transaction and the payloads, oldest first. */
export type EventHandler<Payload, Deps> = (
  payloads: readonly Payload[],
  context: { readonly tx: Tx; readonly deps: Deps },
) => Promise<void>;

export interface Subscription<Deps> {
  readonly topic: string;
  /** Stable name, kept in the rows: `<module>.<what it does>`. */
  readonly subscriber: string;
  readonly handler: EventHandler<never, Deps>;
}

/** Subscribes to an event. Handlers get up to 500 payloads at once; no order across them is promised. */
export function on<Payload, Deps>(
  event: EventType<Payload>,
  subscriber: string,
  handler: EventHandler<Payload, Deps>,
): Subscription<Deps> {
  return {
    topic: event.topic,
    subscriber,
    handler: handler as EventHandler<never, Deps>,
  };
}

interface OutboxTables {
  outbox: {
    id: string;
    subscriber: string;
    topic: string;
    payload: unknown;
    not_before: Date;
    attempts: number;
    last_error: string | null;
    created_at: Date;
  };
}
const db = tablesOf<OutboxTables>();

const BATCH = 500;
const IDLE_MS = 200;

export class Bus<Deps> {
  readonly #bySubject = new Map<string, Subscription<Deps>[]>();
  readonly #clock: Clock;

  constructor(clock: Clock, subscriptions: readonly Subscription<Deps>[]) {
    this.#clock = clock;
    for (const each of subscriptions) {
      this.#bySubject.set(each.topic, [...(this.#bySubject.get(each.topic) ?? []), each]);
    }
  }

  /** Writes events of one type for every subscriber; nothing when nobody listens. */
  async emit<Payload extends object>(
    tx: Tx,
    event: EventType<Payload>,
    ...payloads: Payload[]
  ): Promise<void> {
    const subscriptions = this.#bySubject.get(event.topic) ?? [];
    if (subscriptions.length === 0 || payloads.length === 0) return;
    const now = this.#clock.now();
    const rows = subscriptions.flatMap(({ subscriber }) =>
      payloads.map((payload) => ({
        id: newId(),
        subscriber,
        topic: event.topic,
        payload: JSON.stringify(payload),
        not_before: now,
        attempts: 0,
        last_error: null,
        created_at: now,
      })),
    );
    await db.write(tx).insertInto('outbox').values(rows).execute();
  }

  /** Handles one batch of due events. Returns how many rows it took. */
  async deliver(database: Database, deps: Deps, log: Log): Promise<number> {
    return database.transact(async (tx) => {
      const due = await db
        .write(tx)
        .deleteFrom('outbox')
        .where(
          'id',
          'in',
          sql<string>`(select id from outbox where not_before <= ${this.#clock.now()}
            order by not_before, id limit ${BATCH} for update skip locked)`,
        )
        .returningAll()
        .execute();
      const groups = Map.groupBy(due, (row) => `${row.subscriber} ${row.topic}`);
      for (const rows of groups.values()) await this.#handle(tx, deps, log, rows);
      return due.length;
    });
  }

  async #handle(tx: Tx, deps: Deps, log: Log, rows: OutboxTables['outbox'][]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const subscription = this.#bySubject
      .get(first.topic)
      ?.find((each) => each.subscriber === first.subscriber);
    if (subscription === undefined) {
      log.warn({ subscriber: first.subscriber, topic: first.topic }, 'outbox: no such subscriber any more');
      return;
    }
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    try {
      await savepoint(tx, () =>
        subscription.handler(rows.map((row) => row.payload) as never[], {
          tx,
          deps,
        }),
      );
    } catch (error) {
      if (rows.length > 1) {
        for (const row of rows) await this.#handle(tx, deps, log, [row]);
        return;
      }
      await this.#postpone(tx, first, error);
      log.error({ err: error, subscriber: first.subscriber, topic: first.topic }, 'outbox: handler failed');
    }
  }

  /** Puts a failed event back, due again after 1, 2, 4 … seconds, at most an hour. */
  async #postpone(tx: Tx, row: OutboxTables['outbox'], error: unknown): Promise<void> {
    const delay = Math.min(2 ** row.attempts, 3600) * 1000;
    await db
      .write(tx)
      .insertInto('outbox')
      .values({
        ...row,
        payload: JSON.stringify(row.payload),
        attempts: Math.min(row.attempts + 1, 1000),
        not_before: new Date(this.#clock.now().getTime() + delay),
        last_error: String(error).slice(0, 500),
      })
      .execute();
  }
}

/** Delivers events until stopped. `stop` resolves when the batch under way is done. */
export function startRelay<Deps>(bus: Bus<Deps>, database: Database, deps: Deps, log: Log) {
  let stopped = false;
  let wake: (() => void) | undefined;
  const loop = (async () => {
    while (!stopped) {
      const handled = await bus.deliver(database, deps, log).catch((error) => {
        log.error({ err: error }, 'outbox: delivery failed');
        return 0;
      });
      if (handled === 0 && !stopped) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, IDLE_MS);
        });
      }
    }
  })();
  return {
    async stop() {
      stopped = true;
      wake?.();
      await loop;
    },
  };
}
