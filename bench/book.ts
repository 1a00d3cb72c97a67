import { setTimeout as delay } from 'node:timers/promises';
import autocannon from 'autocannon';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { onStage } from '../tools/stage.ts';
import { type BookStage, prepareBooking } from './book-stage.ts';
import { percentile, report } from './harness.ts';

const SESSIONS = 500;
const CLIENTS = 256;
const WORKERS = 1024;
const SCENE = { sessions: SESSIONS, seats: 1000, workers: WORKERS };
const SECONDS = 10;
/** Connections of the baseline: as many as the server's write pool. */
const CONNECTIONS = 16;

interface Outcome {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Durable confirmed bookings a second over HTTP, 500 sessions and 256 clients, beside raw transactions that write
 * the same rows with the same durability and nothing else.
 */
export async function benchBook(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ url, databaseUrl }) => {
    const stage = await prepareBooking(databaseUrl, SCENE);
    const http = await overHttp(url, stage);
    const confirmed = await count(databaseUrl, "select count(*) from booking where status = 'confirmed'");
    if (confirmed < http.confirmed)
      throw new Error(`${http.confirmed} were told yes, ${confirmed} are in the table`);
    await drained(databaseUrl);
    const raw = await rawTransactions(databaseUrl, await prepareBooking(databaseUrl, SCENE));
    const baseline = {
      name: `raw transactions of the same rows, ${CONNECTIONS} connections`,
      value: raw.perSecond,
    };
    report('book', { metric: 'confirmed', value: http.perSecond, unit: 'confirmed_per_s', baseline });
    report('book', {
      metric: 'latency_p99',
      value: http.p99,
      unit: 'p99_ms',
      baseline: { name: baseline.name, value: raw.p99 },
    });
    report('book', { metric: 'latency_p50', value: http.p50, unit: 'p50_ms' });
  });
}

async function overHttp(url: string, stage: BookStage): Promise<Outcome & { confirmed: number }> {
  // Every request is another pair of worker and session, so that each can be confirmed.
  let next = 0;
  const latencies: number[] = [];
  const refused: number[] = [];
  const options: autocannon.Options = {
    url,
    connections: CLIENTS,
    duration: SECONDS,
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"companions":[]}',
        setupRequest: (request) => {
          const worker = next % WORKERS;
          const session = (Math.floor(next / WORKERS) + worker) % SESSIONS;
          next += 1;
          return {
            ...request,
            path: `/api/v1/palaces/${stage.palaceId}/sessions/${stage.sessionIds[session]}/bookings`,
            headers: { ...request.headers, cookie: stage.cookies[worker] ?? '' },
          };
        },
      },
    ],
  };
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(options, (error) => (error ? reject(error) : resolve()));
    instance.on('response', (_client, status, _bytes, ms) => {
      if (status === 201) latencies.push(ms);
      else refused.push(status);
    });
  });
  if (refused.length > 0)
    throw new Error(`${refused.length} bookings were refused, the first with ${refused[0]}`);
  return {
    confirmed: latencies.length,
    perSecond: latencies.length / SECONDS,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

/** One transaction a booking, as by hand: the person's count, the engagement, the pool, the booking, its ticket. */
async function rawTransactions(databaseUrl: string, stage: BookStage): Promise<Outcome> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const pools = await rawPools(pool, stage);
  const latencies: number[] = [];
  const end = performance.now() + SECONDS * 1000;
  let next = 0;
  const client = async () => {
    const connection = await pool.connect();
    while (performance.now() < end) {
      const worker = next % WORKERS;
      const session = (Math.floor(next / WORKERS) + worker) % SESSIONS;
      next += 1;
      const began = performance.now();
      await writeRaw(connection, stage, stage.personIds[worker] ?? '', pools[session] as RawPool);
      latencies.push(performance.now() - began);
    }
    connection.release();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  await pool.end();
  return {
    perSecond: latencies.length / SECONDS,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
}

interface RawPool {
  readonly id: string;
  readonly session_id: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
}

/** The pools that a first booking would make. */
async function rawPools(pool: pg.Pool, stage: BookStage): Promise<RawPool[]> {
  await pool.query(
    `insert into pool (palace_id, id, session_id, capacity, starts_at, ends_at)
     select palace_id, id, id, capacity, starts_at, ends_at from session where palace_id = $1`,
    [stage.palaceId],
  );
  const { rows } = await pool.query<RawPool>(
    `select p.id, p.session_id, p.starts_at, p.ends_at
     from unnest($1::uuid[]) with ordinality as given (id, n) join pool p on p.session_id = given.id order by n`,
    [stage.sessionIds],
  );
  return rows;
}

async function writeRaw(connection: pg.PoolClient, stage: BookStage, personId: string, place: RawPool) {
  const booking = uuidv7();
  const code = booking.replaceAll('-', '').slice(-8).toUpperCase();
  const run = (name: string, text: string, values: unknown[]) => connection.query({ name, text, values });
  await connection.query('begin');
  await run(
    'quota',
    `insert into person_quota as q (palace_id, person_id, active, maximum) values ($1, $2, 1, 200)
     on conflict (palace_id, person_id) do update set active = q.active + 1`,
    [stage.palaceId, personId],
  );
  await run(
    'engage',
    'insert into person_engagement (person_id, booking_id, palace_id, during) values ($1, $2, $3, tstzrange($4, $5))',
    [personId, booking, stage.palaceId, place.starts_at, place.ends_at],
  );
  await run('pool', 'update pool set confirmed = confirmed + 1 where palace_id = $1 and id = $2', [
    stage.palaceId,
    place.id,
  ]);
  await run(
    'booking',
    `insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status, policy_version,
       price_fen, member_price, starts_at, ends_at, queued_at, confirmed_at, booked_by)
     values ($1, $2, $3, $4, $5, array[$5]::uuid[], 1, 'confirmed', 1, 0, false, $6, $7, now(), now(), $4)`,
    [stage.palaceId, booking, place.session_id, personId, place.id, place.starts_at, place.ends_at],
  );
  await run(
    'ticket',
    `insert into ticket (palace_id, id, booking_id, session_id, ordinal, code, issued_at)
     values ($1, $2, $2, $3, 0, translate($4, 'ILOU', '1100'), now())`,
    [stage.palaceId, booking, place.session_id, code],
  );
  await connection.query('commit');
}

/** Waits until the reactions to the first half are done, so that they do not slow the second. */
async function drained(databaseUrl: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await count(databaseUrl, 'select count(*) from outbox')) === 0) return;
    await delay(100);
  }
  throw new Error('the outbox did not drain within a minute');
}

async function count(databaseUrl: string, query: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(query);
    return Number(rows[0]?.count ?? 0);
  } finally {
    await client.end();
  }
}
