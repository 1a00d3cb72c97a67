import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root, runNode } from '../../tools/run.ts';
import { check, drained } from './checker.ts';
import { Client } from './client.ts';
import { PatientDatabase } from './database.ts';
import type { Guard } from './guards.ts';
import { History } from './history.ts';
import { createWorld } from './make-world.ts';
import { Offers } from './offers.ts';
import { isOver } from './operations/ballot.ts';
import { chores, operations } from './operations/index.ts';
import type { Chore, Turn } from './operations/operation.ts';
import { Random } from './random.ts';
import { Servers } from './servers.ts';
import { watchInvariants } from './watch.ts';
import type { World } from './world.ts';

export interface TortureOptions {
  /** Operations in all; each is one to four requests, some of them sent twice. */
  readonly operations: number;
  readonly servers: number;
  /** Operations under way at a time. */
  readonly contenders: number;
  readonly seed: number;
  /** Operations between one killed server and the next, and between one killed PostgreSQL and the next; 0: none. */
  readonly killEvery: number;
  readonly killDatabaseEvery: number;
  /** Ends before all operations are done when so many minutes are over. */
  readonly minutes?: number;
  /** A guard to take away first: then violations must be found. */
  readonly without?: Guard;
  /** How many people fight for how many sessions. */
  readonly world?: { readonly workers: number; readonly places: number };
  /** Leaves the data folder, with the logs, for somebody to look at. */
  readonly keep?: boolean;
  readonly onProgress?: (history: History) => void;
}

export interface TortureReport {
  readonly history: History;
  readonly violations: readonly string[];
  readonly kills: number;
  readonly databaseKills: number;
  /** Errors that the servers logged: to be expected where PostgreSQL was killed, and nowhere else. */
  readonly errors: readonly string[];
  readonly seconds: number;
  readonly dataDir: string;
}

const WORLD = { workers: 300, places: 60 };

/**
 * Real server processes on a real, durable PostgreSQL; hundreds of contenders doing random things at once; servers and
 * PostgreSQL killed in the middle. Then every invariant is recomputed from the rows and compared with every answer.
 */
export async function torture(options: TortureOptions): Promise<TortureReport> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wengong-torture-'));
  const servers = await Servers.prepare(dataDir);
  const database = new PatientDatabase(servers.databaseUrl);
  try {
    await migrate(servers.databaseUrl);
    const world = await createWorld(servers.databaseUrl, options.world ?? WORLD);
    if (options.without !== undefined) await database.query(options.without.remove);
    await servers.add(options.servers);
    const history = new History();
    const random = new Random(options.seed);
    const client = new Client(() => servers.urls, random, history);
    const began = performance.now();
    const killAll = options.killEvery > 0 ? { killAll: () => servers.killAll() } : {};
    await contend(
      { world, client, history, random, database, offers: new Offers(database), ...killAll },
      options,
      servers,
    );
    const seconds = (performance.now() - began) / 1000;
    const undrawn = await drawAll(world, database);
    const stuck = [...undrawn, ...(await drained(database))];
    const violations = [...stuck, ...(await check(world, history, client, database, servers.databaseUrl))];
    return {
      history,
      violations,
      kills: servers.kills,
      databaseKills: servers.databaseKills,
      errors: servers.errors(),
      seconds,
      dataDir,
    };
  } finally {
    await database.close();
    await servers.stop();
    if (options.keep !== true) rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Of so many kills one takes all servers at once, as when the power goes. */
const ALL_AT_ONCE = 4;

async function contend(turn: Turn, options: TortureOptions, servers: Servers): Promise<void> {
  const { history, random } = turn;
  let begun = 0;
  let kills = 0;
  let databaseKill: Promise<void> = Promise.resolve();
  const over = new AbortController();
  const end = performance.now() + (options.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  const contender = async () => {
    while (begun < options.operations && performance.now() < end) {
      begun += 1;
      if (options.killEvery > 0 && begun % options.killEvery === 0) {
        kills += 1;
        if (kills % ALL_AT_ONCE === 0) servers.killAll();
        else servers.kill(random.whole(0, 7));
      }
      if (options.killDatabaseEvery > 0 && begun % options.killDatabaseEvery === 0) {
        databaseKill = databaseKill.then(() => servers.killDatabase());
      }
      await random.weighted(operations).run(turn);
      history.operations += 1;
    }
  };
  const report = setInterval(() => options.onProgress?.(history), 500);
  try {
    const staff = Promise.all([
      ...chores.map((each) => repeat(each, turn, over.signal)),
      watchInvariants(servers.databaseUrl, history, over.signal),
    ]);
    await Promise.all(Array.from({ length: options.contenders }, contender));
    over.abort();
    await staff;
    await databaseKill;
    // A server killed at the very end is back before the rows are judged.
    await delay(1000);
  } finally {
    over.abort();
    clearInterval(report);
  }
}

/** Does a chore again and again, pausing in between, until told to stop. */
async function repeat(chore: Chore, turn: Turn, over: AbortSignal): Promise<void> {
  const { history } = turn;
  while (!over.aborted) {
    await chore.run(turn);
    history.operations += 1;
    const next = history.operations + chore.everyOperations;
    do {
      await delay(chore.everyMs, undefined, { signal: over }).catch(() => undefined);
    } while (!over.aborted && history.operations < next);
  }
}

/** Waits until the last ballots have been drawn. */
async function drawAll(world: World, database: PatientDatabase): Promise<string[]> {
  for (let tries = 0; tries < 240; tries += 1) {
    const { rows } = await database.query<{ left: number }>(
      'select count(*)::int as left from ballot where drawn_at is null and called_off_at is null',
    );
    if (rows[0]?.left === 0) return [];
    if (world.ballots.every((ballot) => isOver(ballot, Date.now()))) {
      await database.query(`select graphile_worker.add_job('booking.close-ballots', '{}'),
        graphile_worker.add_job('booking.draw-ballots', '{}')`);
    }
    await delay(500);
  }
  return ['a ballot was not drawn within two minutes'];
}

/** Brings the tables of a database to the latest state. */
export async function migrate(databaseUrl: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  const { code, output } = await runNode(['apps/server/src/migrate.ts'], {
    cwd: root,
    env,
    onLine: () => undefined,
  });
  if (code !== 0) throw new Error(`migrating failed:\n${output}`);
}
