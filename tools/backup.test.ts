import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { cloneTemplate, createTestApp, type TestApp } from '../apps/server/src/testkit/app.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, createWorker } from '../apps/server/src/testkit/person.ts';
import { pack, unpack } from './backup/archive.ts';
import { createBackup } from './backup.ts';
import { Refusal } from './refusal.ts';
import { restoreBackup } from './restore.ts';

let app: TestApp;
let source: { url: string; dataDir: string };
let archive: string;
const folder = mkdtempSync(join(tmpdir(), 'wengong-backup-'));
const quiet = () => undefined;

before(async () => {
  app = await createTestApp();
  const palace = await createPalace(app, { name: '备份测试\t\\工人文化宫\n“引号”' });
  await createStaff(app, palace.id, ['director', 'editor']);
  for (let i = 0; i < 20; i++) await createWorker(app, { member: i % 2 === 0, categories: ['sanitation'] });
  source = { url: app.deps.config.databaseUrl, dataDir: join(folder, 'source') };
  mkdirSync(join(source.dataDir, 'files/posters'), { recursive: true });
  writeFileSync(join(source.dataDir, 'files/posters/海报.bin'), Buffer.from([0, 255, 10, 13]));
  archive = join(folder, 'palace.tar.gz');
  await createBackup(source, archive, quiet);
});
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs something with an empty migrated database and an empty data folder. */
async function withTarget(work: (target: { url: string; dataDir: string }) => Promise<void>): Promise<void> {
  const database = await cloneTemplate();
  try {
    await work({ url: database.url, dataDir: mkdtempSync(join(folder, 'target-')) });
  } finally {
    await database.drop();
  }
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Every row of every table, in an order of its own: independent of how the backup reads and sums them. */
function content(url: string): Promise<Record<string, unknown>> {
  return connected(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker') order by 1`,
    );
    const result: Record<string, unknown> = {};
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`select to_jsonb(t) as row from ${name} t order by t::text`);
      result[name] = rows.map((each) => each.row);
    }
    return result;
  });
}

/** A copy of the backup with one thing changed inside. */
async function tampered(change: (unpacked: string) => void): Promise<string> {
  const unpacked = mkdtempSync(join(folder, 'tampered-'));
  await unpack(archive, unpacked);
  change(unpacked);
  const copy = `${unpacked}.tar.gz`;
  await pack(copy, [[unpacked, ['manifest.json', 'tables', 'files']]]);
  return copy;
}

async function assertRefused(backup: string, target: { url: string; dataDir: string }, says: RegExp) {
  const before = await content(target.url);
  await assert.rejects(restoreBackup(backup, target, quiet), (error) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.match(error.english, says);
    return true;
  });
  assert.deepEqual(await content(target.url), before);
  assert.equal(existsSync(join(target.dataDir, 'files')), false);
}

test('a restored backup equals its source, row by row and file by file', async () => {
  await withTarget(async (target) => {
    const manifest = await restoreBackup(archive, target, quiet);
    assert.ok(manifest.tables.filter((table) => table.rows !== '0').length >= 5);
    const restored = await content(target.url);
    assert.deepEqual(withoutLedgers(restored), withoutLedgers(await content(source.url)));
    assert.deepEqual(
      readFileSync(join(target.dataDir, 'files/posters/海报.bin')),
      Buffer.from([0, 255, 10, 13]),
    );
  });
});

/** When a database was migrated belongs to that database. */
function withoutLedgers(all: Record<string, unknown>): Record<string, unknown> {
  const { 'public.migration': _ours, 'graphile_worker.migrations': _queue, ...rest } = all;
  return rest;
}

test('after a restore the database holds its invariants again', async () => {
  await withTarget(async (target) => {
    await restoreBackup(archive, target, quiet);
    await assert.rejects(
      connected(target.url, (client) =>
        client.query(
          'insert into palace_role (palace_id, person_id, role, granted_at) select gen_random_uuid(), person_id, role, now() from palace_role limit 1',
        ),
      ),
      { code: '23503' },
    );
  });
});

test('a database with content is not touched', async () => {
  await withTarget(async (target) => {
    await restoreBackup(archive, target, quiet);
    rmSync(join(target.dataDir, 'files'), { recursive: true });
    await assertRefused(archive, target, /holds data/);
  });
});

test('a damaged backup changes nothing', async () => {
  await withTarget(async (target) => {
    const missingRow = await tampered((unpacked) => {
      const file = join(unpacked, 'tables/public.membership.copy');
      const [, ...rest] = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, rest.join('\n'));
    });
    await assertRefused(missingRow, target, /damaged \(membership\)/);

    const changedRow = await tampered((unpacked) => {
      const file = join(unpacked, 'tables/public.palace.copy');
      writeFileSync(file, readFileSync(file, 'utf8').replace('备份测试', '备份改动'));
    });
    await assertRefused(changedRow, target, /damaged \(palace\)/);

    const brokenRow = await tampered((unpacked) => {
      writeFileSync(join(unpacked, 'tables/public.palace.copy'), 'no such row\n');
    });
    await assertRefused(brokenRow, target, /damaged/);

    const changedFile = await tampered((unpacked) =>
      writeFileSync(join(unpacked, 'files/posters/海报.bin'), 'x'),
    );
    await assertRefused(changedFile, target, /damaged \(files\)/);
  });
});

test('a backup of another release, and a file that is none, are refused', async () => {
  await withTarget(async (target) => {
    const newer = await tampered((unpacked) => {
      const file = join(unpacked, 'manifest.json');
      const manifest = JSON.parse(readFileSync(file, 'utf8'));
      manifest.migrations.push('9999_later.sql');
      writeFileSync(file, JSON.stringify(manifest));
    });
    await assertRefused(newer, target, /restore with that release/);

    const noBackup = join(folder, 'photo.jpg');
    writeFileSync(noBackup, 'not an archive');
    await assertRefused(noBackup, target, /could not be read/);
  });
});
