import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createPalace } from '../../../apps/server/src/testkit/palace.ts';
import { createWorker } from '../../../apps/server/src/testkit/person.ts';
import { Client } from '../client.ts';
import { PatientDatabase } from '../database.ts';
import { History } from '../history.ts';
import { Random } from '../random.ts';
import { Servers } from '../servers.ts';
import { migrate } from '../torture.ts';
import { withApp } from '../with-app.ts';
import { checkMedia } from './checker.ts';
import { prepareFiles } from './clips.ts';
import { UploadHistory } from './history.ts';
import { uploadPatiently } from './uploader.ts';

export interface MediaTortureOptions {
  readonly uploads: number;
  /** Uploads under way at a time. */
  readonly contenders: number;
  readonly seed: number;
  /** At most so long until the next process is killed, ms; 0: none is. */
  readonly killEveryMs: number;
  /** Processes that take uploads, and that process them. */
  readonly web: number;
  readonly workers: number;
  /** What a worker is started with beside, e.g. a module that takes a guard away. */
  readonly workerEnv?: Readonly<Record<string, string>>;
  /** Does something to the data before it is judged. */
  readonly damage?: (place: { dataDir: string; database: PatientDatabase }) => Promise<void>;
  /** How long what was uploaded may take to become ready or to fail once nothing is killed any more, ms. */
  readonly patienceMs?: number;
  readonly keep?: boolean;
  readonly onProgress?: (history: UploadHistory) => void;
}

export interface MediaTortureReport {
  readonly history: UploadHistory;
  readonly violations: readonly string[];
  /** What the checker finds after `damage`. */
  readonly afterDamage: readonly string[];
  readonly kills: { readonly web: number; readonly workers: number; readonly database: number };
  readonly states: Readonly<Record<string, number>>;
  readonly errors: readonly string[];
  readonly seconds: number;
  readonly dataDir: string;
}

const OWNERS = 24;
/** So long, for each upload, processes are killed after the last one has arrived, at most. */
const KILLED_MS = 1500;
const LEASE = { WENGONG_TRANSCODER_LEASE_S: '3', WENGONG_TRANSCODER: 'node-av' };

/**
 * Web servers, workers and PostgreSQL as processes of their own; uploads over a bad network; every one of the processes
 * killed at random moments. Then what became of every upload is compared with what its client was told.
 */
export async function tortureMedia(options: MediaTortureOptions): Promise<MediaTortureReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wengong-torture-media-'));
  const servers = await Servers.prepare(dataDir);
  const database = new PatientDatabase(servers.databaseUrl);
  const history = new UploadHistory();
  const random = new Random(options.seed);
  const over = new AbortController();
  try {
    await migrate(servers.databaseUrl);
    const makeFile = await prepareFiles(random);
    const { palaceId, owners } = await withApp(servers.databaseUrl, async (app) => ({
      palaceId: (await createPalace(app)).id,
      owners: await Promise.all(Array.from({ length: OWNERS }, () => createWorker(app))),
    }));
    await servers.add(options.web, { WENGONG_ROLES: 'web' });
    await servers.add(options.workers, { WENGONG_ROLES: 'worker', ...LEASE, ...options.workerEnv });
    const began = performance.now();
    const killing = options.killEveryMs > 0 ? killAtRandom(servers, random, options, over.signal) : null;
    const report = setInterval(() => options.onProgress?.(history), 500);
    let begun = 0;
    const urls = () => servers.urls;
    const turn = { client: new Client(urls, random, new History()), urls, random, history };
    const contender = async () => {
      for (let number = begun++; number < options.uploads; number = begun++) {
        const owner = owners[number % OWNERS] as (typeof owners)[number];
        await uploadPatiently(turn, owner, palaceId, makeFile());
      }
    };
    await Promise.all(Array.from({ length: options.contenders }, contender));
    // Processing goes on being killed until a quarter of it is left.
    await mkdir(join(dataDir, 'media', 'work'), { recursive: true });
    if (killing !== null) await settled(database, options.uploads / 4, options.uploads * KILLED_MS);
    over.abort();
    const workers = (await killing) ?? 0;
    await settled(database, 0, options.patienceMs ?? 180_000);
    await cleared(database);
    clearInterval(report);
    const violations = await checkMedia(database, dataDir, history);
    await options.damage?.({ dataDir, database });
    return {
      history,
      violations,
      afterDamage: options.damage ? await checkMedia(database, dataDir, history) : [],
      kills: { web: servers.kills - workers, workers, database: servers.databaseKills },
      states: await statesOf(database),
      errors: servers.errors(),
      seconds: (performance.now() - began) / 1000,
      dataDir,
    };
  } finally {
    over.abort();
    await database.close();
    await servers.stop();
    if (options.keep !== true) rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * Ends one process after the other at random moments until told to stop, most of them only when all run again: on a slow
 * machine nothing else would ever be done. Gives how many of them were workers.
 */
async function killAtRandom(
  servers: Servers,
  random: Random,
  { killEveryMs, web, workers }: MediaTortureOptions,
  over: AbortSignal,
): Promise<number> {
  let killed = 0;
  const next = () => delay(random.whole(50, killEveryMs), undefined, { signal: over }).catch(() => undefined);
  for (await next(); !over.aborted; await next()) {
    while (!servers.allUp && !over.aborted && !random.chance(0.02)) await delay(100);
    const before = servers.kills;
    const kind = random.whole(0, 9);
    if (kind < 4) {
      servers.kill(web + random.whole(0, workers - 1));
      killed += servers.kills - before;
    } else if (kind < 8) servers.kill(random.whole(0, web - 1));
    else await servers.killDatabase();
  }
  return killed;
}

/**
 * Waits until no more than `rest` are under way. What waits longer after a failure is called at once, and the calls that
 * come every minute come every second: nothing else is done for the jobs.
 */
async function settled(database: PatientDatabase, rest: number, patienceMs: number): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    await database.query(
      `update media_job set not_before = now() where lease_id is null and not_before > now()`,
    );
    await database.query(`select graphile_worker.add_job('media.take-in', '{}'),
      graphile_worker.add_job('media.process', '{}')`);
    const { rows } = await database.query<{ left: number }>(
      `select count(*)::int as left from media_asset where status in ('waiting', 'processing')`,
    );
    if ((rows[0]?.left ?? 0) <= rest) return;
    await delay(1000);
  }
}

/** Lets what workers left behind be cleared away, as happens every ten minutes. */
async function cleared(database: PatientDatabase): Promise<void> {
  await database.query(`select graphile_worker.add_job('media.clear', '{}')`);
  for (let tries = 0; tries < 100; tries++) {
    const { rows } = await database.query<{ left: number }>(
      `select count(*)::int as left from graphile_worker.jobs where task_identifier = 'media.clear' and locked_at is null`,
    );
    if (rows[0]?.left === 0) break;
    await delay(100);
  }
  await delay(1000);
}

async function statesOf(database: PatientDatabase): Promise<Record<string, number>> {
  const { rows } = await database.query<{ state: string; count: number }>(
    `select status || coalesce(' ' || failure, '') as state, count(*)::int as count from media_asset group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
