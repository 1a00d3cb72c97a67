import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { findPostgres, startPostgres } from './postgres.ts';
import { Refusal } from './refusal.ts';
import { root } from './run.ts';

/** A cluster made once; each test works on a copy. */
let model: string;
const folders: string[] = [];

before(async () => {
  model = folder();
  await (await startPostgres({ dataDir: model, test: true })).stop();
});
after(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wengong-postgres-'));
  folders.push(made);
  return made;
}

function copyOfModel(): string {
  const copy = folder();
  cpSync(model, copy, { recursive: true });
  return copy;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = (dataDir: string) =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Waits for something another process does; fails after ten seconds. */
async function until(what: string, happened: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 10_000; !happened(); await delay(20)) {
    assert.ok(Date.now() < deadline, `${what} did not happen`);
  }
}

/** Another process that starts PostgreSQL on the folder and then waits. */
async function startElsewhere(dataDir: string): Promise<ChildProcess> {
  const program = `
    import { startPostgres } from './tools/postgres.ts';
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, test: true });
    console.log('ready');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const failed = once(child, 'exit').then(() => assert.fail('the other process ended'));
  await Promise.race([once(child.stdout, 'data'), failed]);
  failed.catch(() => undefined); // later it is meant to end
  return child;
}

async function refused(dataDir: string): Promise<string> {
  const failure = await startPostgres({ dataDir, test: true }).then(
    async (server) => {
      await server.stop();
      return undefined;
    },
    (error: unknown) => error,
  );
  assert.ok(failure instanceof Refusal, `not refused in one line: ${failure}`);
  return failure.english;
}

test('data outlives a restart, and the address stays the same', async () => {
  const dataDir = copyOfModel();
  const first = await startPostgres({ dataDir, test: true });
  await query(first.url, 'create table seat as select 7 as n');
  await first.stop();
  const second = await startPostgres({ dataDir, test: true });
  try {
    assert.equal(second.url, first.url);
    assert.deepEqual(await query(second.url, 'select n from seat'), [{ n: 7 }]);
  } finally {
    await second.stop();
  }
});

test('the password is in a file that only its owner reads, and nobody enters without it', async () => {
  const dataDir = copyOfModel();
  assert.equal(statSync(join(dataDir, 'postgres.access.json')).mode & 0o777, 0o600);
  const server = await startPostgres({ dataDir, test: true });
  try {
    const url = new URL(server.url);
    url.password = 'guessed';
    await assert.rejects(query(url.href, 'select 1'), { code: '28P01' });
  } finally {
    await server.stop();
  }
});

test('text sorts by code point in UTF-8, and the extensions the schema needs are there', async () => {
  const server = await startPostgres({ dataDir: copyOfModel(), test: true });
  try {
    const names = ['btree_gist', 'ltree', 'pg_trgm'];
    for (const name of names) await query(server.url, `create extension ${name}`);
    const [row] = await query(
      server.url,
      `select datcollate, datlocprovider, pg_encoding_to_char(encoding) as encoding,
      datlocale from pg_database where datname = 'wengong'`,
    );
    assert.deepEqual(row, { datcollate: 'C', datlocprovider: 'b', encoding: 'UTF8', datlocale: 'C.UTF-8' });
  } finally {
    await server.stop();
  }
});

test('the server ends when the process that started it is killed', async () => {
  const dataDir = copyOfModel();
  const starter = await startElsewhere(dataDir);
  const pid = postmasterPid(dataDir);
  assert.ok(isAlive(pid));
  starter.kill('SIGKILL');
  await until('the end of PostgreSQL', () => !isAlive(pid));
});

test('a second start on a folder in use is refused, and the running server can be found', async () => {
  const dataDir = copyOfModel();
  const starter = await startElsewhere(dataDir);
  try {
    assert.match(await refused(dataDir), /in use by another Wengong/);
    const found = findPostgres(dataDir);
    assert.ok(found);
    assert.deepEqual(await query(found.url, 'select 1 as one'), [{ one: 1 }]);
  } finally {
    const pid = postmasterPid(dataDir);
    starter.kill('SIGKILL');
    await until('the end of PostgreSQL', () => !isAlive(pid));
  }
});

test('a server whose supervisor was killed is replaced', async () => {
  const dataDir = copyOfModel();
  const starter = await startElsewhere(dataDir);
  const orphan = postmasterPid(dataDir);
  const supervisor = Number(readFileSync(join(dataDir, 'postgres.supervisor'), 'utf8'));
  process.kill(supervisor, 'SIGKILL');
  starter.kill('SIGKILL');
  await until('the end of the supervisor', () => !isAlive(supervisor));
  // Where the kernel tells it of its supervisor's death it ends by itself; a new start ends it anywhere else.
  const server = await startPostgres({ dataDir, test: true });
  try {
    await until('the end of the orphan', () => !isAlive(orphan));
    assert.notEqual(postmasterPid(dataDir), orphan);
    assert.deepEqual(await query(server.url, 'select 1 as one'), [{ one: 1 }]);
  } finally {
    await server.stop();
  }
});

test('the note of a dead server whose number now belongs to another process does no harm', async () => {
  const dataDir = copyOfModel();
  const note = [process.pid, join(dataDir, 'postgres'), '1', '1', '', '127.0.0.1', '0 0', 'ready'];
  writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${note.join('\n')}\n`);
  await (await startPostgres({ dataDir, test: true })).stop();
});

test('a port that another program has taken is given up for a free one', async () => {
  const dataDir = copyOfModel();
  const { port } = JSON.parse(readFileSync(join(dataDir, 'postgres.access.json'), 'utf8'));
  const thief = createServer().listen(port, '127.0.0.1');
  await once(thief, 'listening');
  try {
    const server = await startPostgres({ dataDir, test: true });
    assert.notEqual(Number(new URL(server.url).port), port);
    await server.stop();
  } finally {
    thief.close();
  }
});

test('an interrupted first start leaves nothing in the way', async () => {
  const dataDir = folder();
  mkdirSync(join(dataDir, 'postgres.new-1/base'), { recursive: true });
  await (await startPostgres({ dataDir, test: true })).stop();
  assert.equal(statSync(join(dataDir, 'postgres.new-1'), { throwIfNoEntry: false }), undefined);
});

test('folders that are not ours are refused in one line', async () => {
  const foreign = folder();
  mkdirSync(join(foreign, 'postgres'));
  writeFileSync(join(foreign, 'postgres/photo.jpg'), '');
  assert.match(await refused(foreign), /does not hold a Wengong database/);

  const older = copyOfModel();
  writeFileSync(join(older, 'postgres/PG_VERSION'), '16\n');
  assert.match(await refused(older), /belongs to PostgreSQL 16/);

  const keyless = copyOfModel();
  rmSync(join(keyless, 'postgres.access.json'));
  assert.match(await refused(keyless), /postgres\.access\.json is missing/);

  const wrongKey = copyOfModel();
  writeFileSync(join(wrongKey, 'postgres.access.json'), JSON.stringify({ port: 0, password: 'guessed' }));
  assert.match(await refused(wrongKey), /password .* is wrong/);
});
