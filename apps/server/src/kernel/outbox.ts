import { sql } from 'kysely';
import type { Clock } from './clock.ts';
import { type Database, type Tx, tablesOf } from './db.ts';
import { newId } from './ids.ts';
import type { Log } from './log.ts';

/**
 * Transactional outbox. Events are written in the transaction that caused them, once for each subscriber, and
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

interface Row {
  id: string;
  subscriber: string;
  topic: string;
  /** Events of one type and transaction. */
  payloads: unknown[];
  not_before: Date;
  attempts: number;
  last_error: string | null;
  created_at: Date;
}
interface OutboxTables {
  outbox: Omit<Row, 'payloads'> & { payloads: unknown };
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
    const texts = payloads.map((payload) => JSON.stringify(payload));
    const chunks = Array.from({ length: Math.ceil(texts.length / BATCH) }, (_, index) =>
      texts.slice(index * BATCH, (index + 1) * BATCH),
    );
    const rows = subscriptions.flatMap(({ subscriber }) =>
      chunks.map((chunk) => ({
        id: newId(),
        subscriber,
        topic: event.topic,
        payloads: `[${chunk.join(',')}]`,
        not_before: now,
        attempts: 0,
        last_error: null,
        created_at: now,
      })),
    );
    await db.write(tx).insertInto('outbox').values(rows).execute();
  }

  /**
   * Handles the due events of one subscriber, in one transaction. Never of several in one: each takes its locks in an
   * order of its own, and two relays would meet in a deadlock. Returns how many rows it took.
   */
  async deliver(database: Database, deps: Deps, log: Log): Promise<number> {
    let taken: Row[] = [];
    try {
      return await database.transact(async (tx) => {
        taken = await takeDue(tx, this.#clock.now());
        await this.#handle(tx, deps, log, taken);
        return taken.length;
      });
    } catch (error) {
      // The rows are back. Each event by itself, so that one that fails does not hold up the others.
      const alone = taken.length === 1 && taken[0]?.payloads.length === 1;
      const rows = alone ? taken : await database.transact((tx) => split(tx, taken));
      for (const row of rows) await this.#deliverAlone(database, deps, log, row, alone ? error : null);
      return taken.length;
    }
  }

  async #deliverAlone(database: Database, deps: Deps, log: Log, row: Row, known: unknown): Promise<void> {
    try {
      if (known !== null) throw known;
      await database.transact(async (tx) => this.#handle(tx, deps, log, await takeOne(tx, row.id)));
    } catch (error) {
      log.error({ err: error, subscriber: row.subscriber, topic: row.topic }, 'outbox: handler failed');
      await database.transact((tx) => this.#postpone(tx, row.id, error));
    }
  }

  async #handle(tx: Tx, deps: Deps, log: Log, rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const { subscriber, topic } = first;
    const subscription = this.#bySubject.get(topic)?.find((each) => each.subscriber === subscriber);
    if (subscription === undefined) {
      log.warn({ subscriber, topic }, 'outbox: no such subscriber any more');
      return;
    }
    await subscription.handler(rows.flatMap((row) => row.payloads) as never[], { tx, deps });
  }

  /** Puts a failed event off by 1, 2, 4 … seconds, at most an hour. */
  async #postpone(tx: Tx, id: string, error: unknown): Promise<void> {
    const [row] = await takeOne(tx, id);
    if (row === undefined) return;
    const delay = Math.min(2 ** row.attempts, 3600) * 1000;
    await db
      .write(tx)
      .insertInto('outbox')
      .values({
        ...row,
        payloads: JSON.stringify(row.payloads),
        attempts: Math.min(row.attempts + 1, 1000),
        not_before: new Date(this.#clock.now().getTime() + delay),
        last_error: String(error).slice(0, 500),
      })
      .execute();
  }
}

/** Takes the oldest due row and those of the same subscriber and topic that are due with it: a batch of events. */
async function takeDue(tx: Tx, now: Date): Promise<Row[]> {
  const { rows: due } = await sql<{ id: string; events: number }>`
    with oldest as materialized (
      select subscriber, topic from outbox where not_before <= ${now}
      order by not_before, id limit 1 for update skip locked)
    select id, jsonb_array_length(payloads) as events from outbox where not_before <= ${now}
      and (subscriber, topic) = (select subscriber, topic from oldest)
    order by not_before, id limit ${BATCH} for update skip locked`.execute(tx);
  let events = 0;
  const batch = due.filter((row, index) => {
    events += row.events;
    return index === 0 || events <= BATCH;
  });
  return takeAll(
    tx,
    batch.map((row) => row.id),
  );
}

/** Makes a row of each event; of rows that no other relay has taken. */
async function split(tx: Tx, rows: readonly Row[]): Promise<Row[]> {
  const taken = (await Promise.all(rows.map((row) => takeOne(tx, row.id)))).flat();
  const singles = taken.flatMap(({ payloads, ...row }) =>
    payloads.map((payload) => ({ ...row, id: newId(), payloads: [payload] })),
  );
  if (singles.length === 0) return [];
  await db
    .write(tx)
    .insertInto('outbox')
    .values(singles.map((row) => ({ ...row, payloads: JSON.stringify(row.payloads) })))
    .execute();
  return singles;
}

async function takeAll(tx: Tx, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const rows = await db.write(tx).deleteFrom('outbox').where('id', 'in', ids).returningAll().execute();
  return (rows as Row[]).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Takes one row; none when another relay has it. */
async function takeOne(tx: Tx, id: string): Promise<Row[]> {
  const { rows } = await sql<{ id: string }>`
    select id from outbox where id = ${id} for update skip locked`.execute(tx);
  return takeAll(
    tx,
    rows.map((row) => row.id),
  );
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
