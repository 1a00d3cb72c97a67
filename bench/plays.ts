import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createPublicVideo } from '../apps/server/src/modules/media/media.factory.ts';
import { writePlayToken } from '../apps/server/src/modules/media/plays/play-token.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { onStage } from '../tools/stage.ts';
import { report } from './harness.ts';
import { load } from './load.ts';
import { startConstant } from './start-constant.ts';
import { withApp } from './torture/with-app.ts';

const PLAYS = 60_000;
/** To either server before it is measured: servers run for days, not for the first seconds of a process. */
const WARM_UP = 20_000;
const VIDEOS = 40;
const CLIENTS = 128;
/** Inserted one by one by hand, over as many connections as the server has for writes. */
const INSERTS = 6000;
const CONNECTIONS = 16;
/** Plays must be seen after so long at the latest. */
const VISIBLE_MS = 10_000;

interface Made {
  readonly palaceId: string;
  readonly videos: readonly string[];
}

/**
 * Plays reported and durably counted a second over HTTP, load generator and all on this machine, beside a route that only
 * parses the same body, and beside one INSERT a play without HTTP.
 */
export async function benchPlays(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ url, databaseUrl }) => {
    const made = await prepare(databaseUrl);
    const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
    const constant = await startConstant();
    try {
      await send(constant.url, '/parse', bodies(made, WARM_UP));
      await send(url, '/api/v1/plays', bodies(made, WARM_UP));
      await untilCounted(pool, WARM_UP);
      const constantCpu = cpuOf(`${constant.url}cpu`, /"seconds":([\d.e-]+)/);
      const parsed = await send(constant.url, '/parse', bodies(made, PLAYS));
      const parsedCpu = await constantCpu();
      const serverCpu = cpuOf(`${url}/metrics`, /^process_cpu_seconds_total ([\d.e-]+)/m);
      const counted = await send(url, '/api/v1/plays', bodies(made, PLAYS));
      const lateMs = await untilCounted(pool, WARM_UP + PLAYS);
      const countedCpu = await serverCpu();
      const inserted = await insertOneByOne(pool, made);
      report('plays', {
        metric: 'plays',
        value: PLAYS / counted.seconds,
        unit: 'plays_per_s',
        baseline: { name: 'a route that only parses the same body', value: PLAYS / parsed.seconds },
      });
      report('plays', {
        metric: 'durable',
        value: PLAYS / (counted.seconds + lateMs / 1000),
        unit: 'plays_per_s',
        baseline: { name: `one INSERT a play, ${CONNECTIONS} connections, no HTTP`, value: inserted },
      });
      report('plays', {
        metric: 'server_cpu',
        value: (countedCpu / PLAYS) * 1e6,
        unit: 'us_per_play',
        baseline: { name: 'a route that only parses the same body', value: (parsedCpu / PLAYS) * 1e6 },
      });
      report('plays', { metric: 'visible_after', value: lateMs, unit: 'ms' });
    } finally {
      await constant.process.kill();
      await pool.end();
    }
  });
}

const prepare = (databaseUrl: string): Promise<Made> =>
  withApp(databaseUrl, async (app) => {
    const palace = await createPalace(app);
    const owner = await createWorker(app);
    const videos: string[] = [];
    for (let n = 0; n < VIDEOS; n++) videos.push(await createPublicVideo(app, owner.personId, palace.id));
    return { palaceId: palace.id, videos };
  });

/** What players report who have watched for half a minute: each of them somebody else. */
function bodies({ palaceId, videos }: Made, count: number): string[] {
  const key = deriveKeys(readConfig({ DATABASE_URL: 'postgres://none' }).secret).derive('play-token');
  const issuedAt = new Date(Date.now() - 30_000);
  return Array.from({ length: count }, (_, n) => {
    const videoId = videos[n % videos.length] as string;
    const claim = { palaceId, videoId, viewer: randomBytes(16), durationMs: 60_000, issuedAt };
    const watched = [
      [0, 7000 + (n % 1000)],
      [12_000, 20_000],
    ];
    return JSON.stringify({ token: writePlayToken(key, claim), watched });
  });
}

async function send(url: string, path: string, all: readonly string[]): Promise<{ seconds: number }> {
  const port = Number(new URL(url).port);
  const arrivals = all.map((body) => ({ path, cookie: '', body }));
  const { status, seconds } = await load({ ports: [port], clients: CLIENTS, arrivals });
  const wrong = status.find((each) => each !== 202);
  if (wrong !== undefined) throw new Error(`${path} answered ${wrong}`);
  return { seconds };
}

/** Begins to measure the processor time of a server that tells it; gives the seconds used since then. */
function cpuOf(url: string, pattern: RegExp): () => Promise<number> {
  const seconds = async () => Number(pattern.exec(await (await fetch(url)).text())?.[1]);
  const before = seconds();
  return async () => (await seconds()) - (await before);
}

/** Waits until all plays are in the counters, ms; throws when some never are, or too late. */
async function untilCounted(pool: pg.Pool, count: number): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { rows } = await pool.query<{ plays: number }>(
      'select sum(plays)::int as plays from media_play_count',
    );
    const ms = performance.now() - began;
    if (rows[0]?.plays === count) return ms;
    if (ms > VISIBLE_MS)
      throw new Error(`${rows[0]?.plays} of ${count} plays are seen after ${VISIBLE_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** As by hand: a row a play, and the counter of its video, in one statement. Plays a second. */
async function insertOneByOne(pool: pg.Pool, { palaceId, videos }: Made): Promise<number> {
  const began = performance.now();
  let next = 0;
  const client = async () => {
    for (let n = next++; n < INSERTS; n = next++) {
      await pool.query({
        name: 'play',
        text: `with fresh as (insert into media_play (asset_id, viewer, day) values ($2, $3, current_date)
            on conflict do nothing returning asset_id)
          update media_play_count set plays = plays + 1 from fresh
          where palace_id = $1 and media_play_count.asset_id = fresh.asset_id`,
        values: [palaceId, videos[n % videos.length], randomBytes(16)],
      });
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  return INSERTS / ((performance.now() - began) / 1000);
}
