import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getUnionFigures, type UnionFigures } from '@wengong/contract';
import pg from 'pg';
import { buildApp } from '../apps/server/src/app.ts';
import { systemClock } from '../apps/server/src/kernel/clock.ts';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { deriveKeys } from '../apps/server/src/kernel/crypto.ts';
import { createDatabase } from '../apps/server/src/kernel/db.ts';
import { createLog } from '../apps/server/src/kernel/log.ts';
import { localDay, plusDays } from '../apps/server/src/kernel/zone.ts';
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
    const last = plusDays(localDay(new Date(), 'Asia/Shanghai'), -1);
    await generate(postgres.url, size, last);
    await measure(postgres.url, size, last);
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

async function generate(url: string, size: Size, last: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: WRITERS, options: '-c maintenance_work_mem=1GB' });
  try {
    // What every row costs in the product is not what is measured here: keys to other tables, indexes and the log of
    // changes go; the index by which days are read is made when all rows are there.
    await pool.query(`alter table check_in disable trigger user; alter table session disable trigger user;
      alter table check_in drop constraint check_in_once, drop constraint check_in_palace_id_ticket_id_fkey,
        drop constraint check_in_palace_id_booking_id_fkey, drop constraint check_in_person_id_fkey,
        drop constraint check_in_recorded_by_fkey;
      alter table check_in_undo drop constraint check_in_undo_palace_id_check_in_id_fkey;
      alter table door_entry drop constraint door_entry_palace_id_check_in_id_fkey;
      alter table check_in drop constraint check_in_pkey;
      drop index check_in_booking; drop index check_in_session; drop index check_in_at;
      alter table door_entry drop constraint if exists door_entry_palace_id_check_in_id_fkey;
      alter table check_in set unlogged;`);
    await writeWorld(pool, size, last);
    let written = 0;
    let next = size.days - 1;
    const write = async () => {
      while (next >= 0) {
        const day = next--;
        const rows = await writeAdmissions(pool, size, last, day);
        written += rows;
        if (day % 10 === 0) tell(`${written.toLocaleString('en')} of ${size.rows.toLocaleString('en')} rows`);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, write));
    await pool.query('create index check_in_at on check_in (palace_id, at)');
    await pool.query('vacuum analyze');
  } finally {
    await pool.end();
  }
}

async function measure(url: string, size: Size, last: string): Promise<void> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: url,
    WENGONG_RATE_LIMIT: '0',
    WENGONG_LOG_LEVEL: 'error',
  });
  const db = createDatabase({ url, poolSize: 4 });
  const app = await buildApp({
    config,
    db,
    clock: systemClock,
    log: createLog(config),
    keys: deriveKeys(config.secret),
  });
  const kit = { ...withCalls(app, systemClock as never), close: async () => undefined } as TestApp;
  try {
    const range = { from: plusDays(last, 1 - size.days), to: last };
    const rebuildSeconds = await rebuild(app, range);
    const { rows } = await db.pool.query<{ id: string }>("select id from union_node where level = 'nation'");
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
    const days = await ask(range.from, range.to);
    const month = await ask(plusDays(last, -29), last);
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
    report('rollup', { metric: 'rebuilt_from_rows', value: rebuildSeconds, unit: 'total_s' });
  } finally {
    await app.server.close();
    await db.close();
  }
}

async function rebuild(
  app: Parameters<typeof rebuildFigures>[0] extends infer Deps ? { deps: Deps } : never,
  range: { from: string; to: string },
): Promise<number> {
  const began = performance.now();
  await rebuildFigures(app.deps, range, (day) => {
    if (day.endsWith('-01')) tell(`rolled up to ${day}`);
  });
  return (performance.now() - began) / 1000;
}

/** What somebody without rollups would ask. */
async function plainAggregate(url: string, { from, to }: { from: string; to: string }) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const began = performance.now();
    const { rows } = await client.query<Record<'visits' | 'people' | 'member' | 'benefit', string>>(
      `select count(*) as visits, count(distinct c.person_id) as people, count(*) filter (where b.member_price) as member,
        count(*) filter (where a.public_benefit) as benefit
      from check_in c
        join booking b on b.palace_id = c.palace_id and b.id = c.booking_id
        join session s on s.palace_id = c.palace_id and s.id = c.session_id
        join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
      where c.at >= $1::date::timestamp at time zone 'Asia/Shanghai'
        and c.at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai'
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
