import { spawn } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import pg from 'pg';
import { freePort, onStage } from '../tools/stage.ts';
import { prepareBooking } from './book-stage.ts';
import { report } from './harness.ts';

const WAITING = 50_000;
/** Every browser asks every other second. */
const POLLS_PER_SECOND = WAITING / 2;
const SECONDS = 8;
const CONNECTIONS = 64;

interface Cost {
  /** Seconds of CPU that the server spends in a second while 50,000 wait. */
  readonly cpu: number;
  /** What one browser transfers in a minute, headers and all. */
  readonly bytesPerMinute: number;
  readonly perSecond: number;
  readonly p99: number;
}

/**
 * What 50,000 people who wait cost: CPU of the server and bytes of each, measured at the full speed of one process and
 * scaled to 25,000 polls a second; beside a route that answers a constant string of the same length, and one that asks
 * the database for each poll. The room calls people in meanwhile.
 */
export async function benchWaitroom(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ url, databaseUrl }) => {
    const { palaceId, sessionIds } = await prepareBooking(databaseUrl, {
      sessions: 1,
      seats: 5000,
      workers: 2,
    });
    const sessionId = sessionIds[0] ?? '';
    await fillRoom(databaseUrl, palaceId, sessionId);
    const path = `/api/v1/palaces/${palaceId}/sessions/${sessionId}/waiting-room`;
    const length = Buffer.byteLength(await (await fetch(url + path)).text());
    const others = await startOthers(databaseUrl, sessionId, length);
    try {
      const room = await costOf(url + path, () => cpuOfServer(url));
      const constant = await costOf(others.url, () => cpuOfOther(others.url));
      const asking = await costOf(`${others.url}ask`, () => cpuOfOther(others.url));
      await mustHaveCalled(url + path);
      tell(room, constant, asking, length);
    } finally {
      others.stop();
    }
  });
}

function tell(room: Cost, constant: Cost, asking: Cost, length: number): void {
  const baseline = (value: number) => ({ name: `constant string of ${length} bytes from Fastify`, value });
  const naive = (value: number) => ({ name: 'a query for each poll', value });
  const metrics = [
    ['cpu_for_50000_waiting', room.cpu, 'cpu_s_per_s', baseline(constant.cpu)],
    ['cpu_beside_asking_the_database', room.cpu, 'cpu_s_per_s', naive(asking.cpu)],
    ['polls', room.perSecond, 'requests_per_s', baseline(constant.perSecond)],
    ['polls_beside_asking_the_database', room.perSecond, 'requests_per_s', naive(asking.perSecond)],
    ['poll_p99', room.p99, 'p99_ms', naive(asking.p99)],
    ['bytes_of_one_who_waits', room.bytesPerMinute, 'bytes_per_min', baseline(constant.bytesPerMinute)],
  ] as const;
  for (const [metric, value, unit, beside] of metrics) {
    report('waitroom', { metric, value, unit, baseline: beside });
  }
}

async function costOf(url: string, cpu: () => Promise<number>): Promise<Cost> {
  await load(url, 2);
  const before = await cpu();
  const result = await load(url, SECONDS);
  const used = (await cpu()) - before;
  const polls = result.requests.total;
  return {
    cpu: (used / polls) * POLLS_PER_SECOND,
    bytesPerMinute: (result.throughput.total / polls) * 30,
    perSecond: result.requests.average,
    p99: result.latency.p99,
  };
}

async function load(url: string, seconds: number) {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were not 200, ${result.errors} requests failed`);
  }
  return result;
}

async function cpuOfServer(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)/m.exec(metrics)?.[1]);
}

async function cpuOfOther(url: string): Promise<number> {
  return ((await (await fetch(`${url}cpu`)).json()) as { seconds: number }).seconds;
}

/** People are called while others ask: a room that stands still would be cheap. */
async function mustHaveCalled(url: string): Promise<void> {
  const { called } = (await (await fetch(url)).json()) as { called: number };
  if (called === 0) throw new Error('nobody was called while the room was asked');
}

/** A room that opened just now with 50,000 people in it. */
async function fillRoom(databaseUrl: string, palaceId: string, sessionId: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const key = [palaceId, sessionId];
    await client.query(`update session set release = 'waiting_room' where palace_id = $1 and id = $2`, key);
    await client.query(
      `insert into waiting_room (palace_id, session_id, joined, opened_at, early, seed, ends_at)
       select palace_id, id, $3, now(), $3, md5(id::text), ends_at from session where palace_id = $1 and id = $2`,
      [...key, WAITING],
    );
    await client.query(
      `with people as (
         insert into person (id, display_name, created_at)
         select gen_random_uuid(), '等候的人', now() from generate_series(1, $3::int) returning id)
       insert into waiting_room_place (palace_id, session_id, person_id, number, taken_at)
       select $1, $2, id, row_number() over (), now() from people`,
      [...key, WAITING],
    );
    await client.query('analyze waiting_room_place');
  } finally {
    await client.end();
  }
}

/** The baselines, in a process of their own as the server is. */
async function startOthers(databaseUrl: string, sessionId: string, length: number) {
  const port = await freePort();
  const child = spawn(process.execPath, [new URL('constant-server.ts', import.meta.url).pathname], {
    env: {
      ...process.env,
      PORT: String(port),
      LENGTH: String(length),
      DATABASE_URL: databaseUrl,
      SESSION: sessionId,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return { url: `http://127.0.0.1:${port}/`, stop: () => void child.kill() };
}
