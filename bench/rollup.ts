import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getUnionFigures, type UnionFigures } from '@wengong/contract';
import pg from 'pg';
import { buildApp } from '../apps/server/src/app.ts';
import { HeldClock } from '../apps/server/src/kernel/clock.ts';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createDatabase } from '../apps/server/src/kernel/db.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';
import { instantAt, localDay, plusDays } from '../apps/server/src/kernel/zone.ts';
import { migrate } from '../apps/server/src/migrate.ts';
import { rebuildFigures } from '../apps/server/src/modules/statistics/index.ts';
import { firstOfMonth, lastOfMonth } from '../apps/server/src/modules/statistics/rollup/range.rules.ts';
import { type TestApp, withCalls } from '../apps/server/src/testkit/app.ts';
import { createOfficer } from '../apps/server/src/testkit/person.ts';
import { startPostgres } from '../tools/postgres.ts';
import { Refusal } from '../tools/refusal.ts';
import { percentile, report } from './harness.ts';
import { type Size, sizeOf, writeAdmissions, writeWorld } from './rollup-rows.ts';

const ROWS = 100_000_000;
/** On disk, indexes and sorting included; 100,000,000 rows want 25 GB. */
const BYTES_A_ROW = 250;
const ZONE = 'Asia/Shanghai';
const ASKED = 21;
const WRITERS = 2;

/**
 * National figures of a year over so many admissions (`WENGONG_BENCH_ROWS`, 100,000,000 when not set), asked as an
 * officer does, beside one plain aggregate over the same rows. The rows are made in a folder of their own, which is
 * removed afterwards.
 */
export async function benchRollup(): Promise<void> {
  const size = sizeOf(Number(process.env.WENGONG_BENCH_ROWS ?? ROWS));
  requireDisk(size.rows * BYTES_A_ROW);
  const dataDir = mkdtempSync(join(tmpdir(), 'wengong-bench-'));
  const postgres = await startPostgres({ dataDir });
  try {
    await migrate(postgres.url);
    const last = plusDays(localDay(new Date(), ZONE), -1);
    await onApp(postgres.url, async (kit) => {
      const countedSeconds = await generate(kit, postgres.url, size, last);
      await measure(kit, postgres.url, size, last, countedSeconds);
    });
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** First day of the twelve months that end with the month of `last`. */
const firstOfYear = (last: string) => firstOfMonth(plusDays(firstOfMonth(last), -334));

function requireDisk(bytes: number): void {
  const disk = statfsSync(tmpdir());
  const free = disk.bavail * disk.bsize;
  if (free >= bytes) return;
  const [wanted, there] = [bytes, free].map((size) => `${Math.ceil(size / 1e9)} GB`);
  throw new Refusal(
    `${tmpdir()} 只剩 ${there}，需要 ${wanted}；可用 WENGONG_BENCH_ROWS 减少行数，或用 TMPDIR 换一个目录`,
    `${tmpdir()} has ${there} left and ${wanted} are needed: set WENGONG_BENCH_ROWS to fewer rows, or TMPDIR to another folder`,
  );
}

/** Told on stderr: stdout is for the figures. */
const tell = (line: string) => process.stderr.write(`${line}\n`);

/** The server without its HTTP port, at a time of its own. */
async function onApp(url: string, work: (kit: TestApp) => Promise<void>): Promise<void> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: url,
    WENGONG_RATE_LIMIT: '0',
    WENGONG_LOOP_DELAY_MS: '0',
    WENGONG_LOG_LEVEL: 'error',
  });
  const db = createDatabase({ url, poolSize: 4 });
  const clock = new HeldClock(new Date());
  const app = await buildApp({ config, db, clock, log: createLog(config), keys: deriveKeys(config.secret) });
  try {
    await work({ ...withCalls(app, clock), close: async () => undefined } as TestApp);
  } finally {
    await app.server.close();
    await db.close();
  }
}

/**
 * Month by month, as the rows come in where the product runs: they are counted while they are still in memory. Gives the
 * seconds that the counting took.
 */
async function generate(kit: TestApp, url: string, size: Size, last: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: WRITERS, options: '-c maintenance_work_mem=1GB' });
  try {
    // What every row costs in the product is not what is measured here: keys to other tables, indexes and the log of
    // changes go; the index by which days are read stays.
    await pool.query(`alter table check_in disable trigger user; alter table session disable trigger user;
      alter table check_in drop constraint check_in_once, drop constraint check_in_palace_id_ticket_id_fkey,
        drop constraint check_in_palace_id_booking_id_fkey, drop constraint check_in_person_id_fkey,
        drop constraint check_in_recorded_by_fkey;
      alter table check_in_undo drop constraint check_in_undo_palace_id_check_in_id_fkey;
      alter table door_entry drop constraint door_entry_palace_id_check_in_id_fkey;
      alter table check_in drop constraint check_in_pkey;
      drop index check_in_booking; drop index check_in_session;
      alter table door_entry drop constraint if exists door_entry_palace_id_check_in_id_fkey;
      alter table check_in set unlogged;`);
    await writeWorld(pool, size, last);
    let written = 0;
    let seconds = 0;
    for (const range of monthsOf(size, last)) {
      written += await writeDays(pool, size, last, range);
      await pool.query('analyze check_in');
      kit.clock.set(instantAt(plusDays(range.to, 1), 0, ZONE));
      const began = performance.now();
      await rebuildFigures(kit.deps, range, () => undefined);
      seconds += (performance.now() - began) / 1000;
      tell(
        `${written.toLocaleString('en')} of ${size.rows.toLocaleString('en')} rows, counted to ${range.to}`,
      );
    }
    await pool.query('vacuum analyze');
    return seconds;
  } finally {
    await pool.end();
  }
}

/** The months of the days that are written, oldest first; the first and the last may be parts. */
function monthsOf(size: Size, last: string): { from: string; to: string }[] {
  const months = [];
  for (let from = plusDays(last, 1 - size.days); from <= last; ) {
    const end = lastOfMonth(from);
    const to = end < last ? end : last;
    months.push({ from, to });
    from = plusDays(to, 1);
  }
  return months;
}

async function writeDays(
  pool: pg.Pool,
  size: Size,
  last: string,
  { from, to }: { from: string; to: string },
): Promise<number> {
  let written = 0;
  let next = from;
  const write = async () => {
    while (next <= to) {
      const day = next;
      next = plusDays(day, 1);
      const ofDay = await writeAdmissions(pool, size, last, daysBetween(day, last));
      // Only now: another writer has added to the sum meanwhile.
      written += ofDay;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  return written;
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

async function measure(
  kit: TestApp,
  url: string,
  size: Size,
  last: string,
  countedSeconds: number,
): Promise<void> {
  const { rows } = await kit.deps.db.pool.query<{ id: string }>(
    "select id from union_node where level = 'nation'",
  );
  const unionId = rows[0]?.id ?? '';
  const officer = await createOfficer(kit, unionId);
  const ask = async (from: string, to: string) => {
    const times: number[] = [];
    let answer: UnionFigures | undefined;
    for (let n = 0; n < ASKED; n += 1) {
      const began = performance.now();
      answer = await kit.call(getUnionFigures, { params: { unionId }, query: { from, to }, as: officer });
      times.push(performance.now() - began);
    }
    return { answer: answer as UnionFigures, p50: percentile(times, 0.5), p95: percentile(times, 0.95) };
  };
  // As the page of a year asks: twelve whole months.
  const year = await ask(firstOfYear(last), lastOfMonth(last));
  const days = await ask(plusDays(last, 1 - size.days), last);
  const month = await ask(plusDays(last, -29), last);
  // Told before the long question, which may fail for want of disk.
  for (const [name, { p50, p95 }] of Object.entries({ year, days, month }))
    tell(`${name}: p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`);
  const plain = await plainAggregate(url, { from: firstOfYear(last), to: last });
  if (
    plain.visits !== year.answer.total.visits ||
    plain.publicBenefit !== year.answer.total.publicBenefitVisits
  )
    throw new Error(`the rollup says ${year.answer.total.visits} visits, the rows ${plain.visits}`);
  const baseline = {
    name: `one plain aggregate over ${plain.visits.toLocaleString('en')} rows`,
    value: plain.ms,
  };
  report('rollup', { metric: 'national_year', value: year.p50, unit: 'p50_ms', baseline });
  report('rollup', { metric: 'national_year', value: year.p95, unit: 'p95_ms' });
  report('rollup', { metric: 'national_365_days', value: days.p50, unit: 'p50_ms' });
  report('rollup', { metric: 'national_30_days', value: month.p50, unit: 'p50_ms' });
  report('rollup', {
    metric: 'people_estimated',
    value: year.answer.total.people,
    unit: 'persons',
    baseline: { name: 'persons counted one by one', value: plain.people },
  });
  report('rollup', { metric: 'counted_from_rows', value: countedSeconds, unit: 'total_s' });
}

/** What somebody without rollups would ask. */
async function plainAggregate(url: string, { from, to }: { from: string; to: string }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Otherwise every join writes all rows to the disk once more: sixty gigabytes at a hundred million.
    await client.query("set work_mem = '512MB'");
    const began = performance.now();
    const { rows } = await client.query<Record<'visits' | 'people' | 'member' | 'benefit', string>>(
      `select count(*) as visits, count(distinct c.person_id) as people, count(*) filter (where b.member_price) as member,
        count(*) filter (where a.public_benefit) as benefit
      from check_in c
        join booking b on b.palace_id = c.palace_id and b.id = c.booking_id
        join session s on s.palace_id = c.palace_id and s.id = c.session_id
        join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
      where c.at >= $1::date::timestamp at time zone '${ZONE}'
        and c.at < ($2::date + 1)::timestamp at time zone '${ZONE}'
        and not exists (select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)`,
      [from, to],
    );
    const ms = performance.now() - began;
    return {
      ms,
      visits: Number(rows[0]?.visits),
      people: Number(rows[0]?.people),
      publicBenefit: Number(rows[0]?.benefit),
    };
  } finally {
    await client.end();
  }
}
