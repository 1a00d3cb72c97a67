import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { onStage } from '../tools/stage.ts';
import { type DoorStage, prepareDoor } from './checkin-stage.ts';
import { percentile, report } from './harness.ts';
import { load } from './load.ts';

const TICKETS = 30_000;
/** Before the measurement, at a door of their own: servers run for days, not for the first seconds of a process. */
const WARM_UP = 6000;
const CLIENTS = 256;
/** Of the baseline. */
const SECONDS = 8;
/** Connections of the baseline: as many as the server's write pool. */
const CONNECTIONS = 16;

interface Outcome {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

/**
 * Durable check-ins a second over HTTP at one door, each of another ticket by its signed code and with its audit
 * entry, beside one transaction a check-in that writes the same rows with the same durability and nothing else.
 */
export async function benchCheckin(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ url, databaseUrl }) => {
    await overHttp(url, await prepareDoor(databaseUrl, WARM_UP));
    const stage = await prepareDoor(databaseUrl, TICKETS);
    const http = await overHttp(url, stage);
    await mustHold(databaseUrl, stage);
    const raw = await baseline(databaseUrl);
    const name = `one transaction a check-in, ${CONNECTIONS} connections, no HTTP`;
    report('checkin', {
      metric: 'admitted',
      value: http.perSecond,
      unit: 'check_ins_per_s',
      baseline: { name, value: raw.perSecond },
    });
    report('checkin', {
      metric: 'latency_p99',
      value: http.p99,
      unit: 'p99_ms',
      baseline: { name, value: raw.p99 },
    });
    report('checkin', { metric: 'latency_p50', value: http.p50, unit: 'p50_ms' });
    report('checkin', { metric: 'load_generator', value: http.generator * 100, unit: 'percent_of_a_core' });
  });
}

/** Every ticket is in the table, once: all were told to come in, for a refusal writes no row. */
async function mustHold(databaseUrl: string, { palaceId, tickets }: DoorStage): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ entered: number }>(
      'select count(distinct ticket_id)::int as entered from check_in where palace_id = $1',
      [palaceId],
    );
    const entered = rows[0]?.entered;
    if (entered !== tickets.length)
      throw new Error(`${tickets.length} were admitted, ${entered} are in the table`);
  } finally {
    await client.end();
  }
}

/** The same by hand. */
async function baseline(databaseUrl: string): Promise<Outcome> {
  const stage = await prepareDoor(databaseUrl, 10_000);
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  try {
    return await rawTransactions(pool, stage);
  } finally {
    await pool.end();
  }
}

/** Every ticket is held to the door once, by clients who each wait for an answer before the next one. */
async function overHttp(url: string, stage: DoorStage): Promise<Outcome & { readonly generator: number }> {
  const { status, waited, seconds, cpu } = await load({
    ports: [Number(new URL(url).port)],
    clients: CLIENTS,
    arrivals: stage.tickets.map(({ token }) => ({
      path: `/api/v1/palaces/${stage.palaceId}/check-ins`,
      cookie: stage.cookie,
      body: JSON.stringify({ token }),
    })),
  });
  const trouble = status.find((each) => each !== 200);
  if (trouble !== undefined) throw new Error(`a check-in was answered with ${trouble}`);
  return { ...outcomeOf([...waited], seconds), generator: cpu / seconds };
}

const outcomeOf = (latencies: readonly number[], seconds: number): Outcome => ({
  perSecond: latencies.length / seconds,
  p50: percentile(latencies, 0.5),
  p99: percentile(latencies, 0.99),
});

/** As by hand: find the ticket, mark the booking, write the admission, go on with the palace's audit chain. */
async function rawTransactions(pool: pg.Pool, stage: DoorStage): Promise<Outcome> {
  const latencies: number[] = [];
  const began = performance.now();
  let next = 0;
  const client = async () => {
    const connection = await pool.connect();
    try {
      while (performance.now() - began < SECONDS * 1000) {
        const ticket = stage.tickets[next];
        next += 1;
        if (ticket === undefined) break;
        const start = performance.now();
        await writeRaw(connection, stage, ticket);
        latencies.push(performance.now() - start);
      }
    } finally {
      connection.release();
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  return outcomeOf(latencies, (performance.now() - began) / 1000);
}

async function writeRaw(
  connection: pg.PoolClient,
  stage: DoorStage,
  ticket: { readonly id: string; readonly bookingId: string },
): Promise<void> {
  const run = (name: string, text: string, values: unknown[]) => connection.query({ name, text, values });
  await connection.query('begin');
  await run('find', 'select * from ticket where palace_id = $1 and id = $2', [stage.palaceId, ticket.id]);
  await run(
    'mark',
    "update booking set status = 'checked_in' where palace_id = $1 and id = $2 and status = 'confirmed'",
    [stage.palaceId, ticket.bookingId],
  );
  await run(
    'enter',
    `insert into check_in (palace_id, id, ticket_id, booking_id, session_id, person_id, admission, at, recorded_by,
       method)
     select palace_id, $3, $4, id, session_id, person_id, 1, now(), $5, 'camera' from booking
     where palace_id = $1 and id = $2`,
    [stage.palaceId, ticket.bookingId, uuidv7(), ticket.id, stage.deskId],
  );
  await run('lock', "select pg_advisory_xact_lock(hashtextextended('audit ' || $1::text, 0))", [
    stage.palaceId,
  ]);
  await run(
    'audit',
    `insert into audit_entry (palace_id, seq, actor_id, action, subject_type, subject_id, before, after, at,
       previous_hash, hash)
     select $1::uuid, coalesce(last.seq, 0) + 1, $2, 'ticket.admit', 'ticket', $3::text, 'null', 'null', now(),
       coalesce(last.hash, '\\x00'), sha256(coalesce(last.hash, '\\x00') || convert_to($3::text, 'UTF8'))
     from (select 1) one left join lateral (
       select seq, hash from audit_entry where palace_id = $1::uuid order by seq desc limit 1) last on true`,
    [stage.palaceId, stage.deskId, ticket.id],
  );
  await connection.query('commit');
}
