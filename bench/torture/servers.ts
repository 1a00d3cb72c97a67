import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clusterPaths } from '../../tools/postgres/cluster.ts';
import { findServer } from '../../tools/postgres/running.ts';
import { type Postgres, startPostgres } from '../../tools/postgres.ts';
import { Refusal } from '../../tools/refusal.ts';
import { root, runNode } from '../../tools/run.ts';
import { freePort } from '../../tools/stage.ts';

/** A server process that comes back by itself whenever it ends, as under systemd. */
interface Server {
  readonly url: string;
  /** What it is told beyond what all are. */
  readonly env: Readonly<Record<string, string>>;
  child: ChildProcess;
  /** Whether it is meant to run … */
  wanted: boolean;
  /** … and runs. */
  up: boolean;
}

const RESTART_PAUSE_MS = 300;

/** Real server processes on one PostgreSQL, all of which can be killed at any moment and come back. */
export class Servers {
  readonly #dataDir: string;
  readonly #servers: Server[] = [];
  #postgres: Postgres;
  kills = 0;
  databaseKills = 0;

  private constructor(dataDir: string, postgres: Postgres) {
    this.#dataDir = dataDir;
    this.#postgres = postgres;
  }

  /** A durable PostgreSQL in `dataDir`; no server yet. */
  static async prepare(dataDir: string): Promise<Servers> {
    const env = { ...process.env, NODE_COMPILE_CACHE: compiledIn(dataDir) };
    const warmUp = ['--input-type=module', '--eval', "await import('./apps/server/src/app.ts')"];
    await runNode(warmUp, { cwd: root, env, onLine: () => undefined });
    return new Servers(dataDir, await startPostgres({ dataDir }));
  }

  get databaseUrl(): string {
    return this.#postgres.url;
  }

  /** Addresses of all servers, those that are just down included. */
  get urls(): string[] {
    return this.#servers
      .filter(({ env }) => env.WENGONG_ROLES?.includes('web') ?? true)
      .map((each) => each.url);
  }

  /** Starts servers; without the role `web` among those of `env` one is a worker that has no address. */
  async add(count: number, env: Readonly<Record<string, string>> = {}): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const port = await freePort();
      const url = `http://127.0.0.1:${port}`;
      const server: Server = { url, env, wanted: true, up: false, child: this.#spawn(port, env) };
      this.#servers.push(server);
      this.#keepAlive(server, port);
      await whenReady(server.child);
      server.up = true;
    }
  }

  /** Whether all servers run that are meant to. */
  get allUp(): boolean {
    return this.#servers.every(({ up }) => up);
  }

  /** Ends one server as a power cut would; it comes back by itself. */
  kill(index: number): void {
    const server = this.#servers[index % this.#servers.length];
    if (server?.child.exitCode === null && server.child.kill('SIGKILL')) this.kills += 1;
  }

  /** Ends all servers in the same moment; nothing that was only in their memory is left. */
  killAll(): void {
    for (const index of this.#servers.keys()) this.kill(index);
  }

  /** Ends PostgreSQL as a power cut would, and starts it again on the same data and port. */
  async killDatabase(): Promise<void> {
    const pid = findServer(clusterPaths(this.#dataDir));
    if (pid === undefined) return;
    const { url } = this.#postgres;
    process.kill(pid, 'SIGKILL');
    this.databaseKills += 1;
    await this.#postgres.ended;
    this.#postgres = await startedAgain(this.#dataDir);
    if (this.#postgres.url !== url) throw new Error('PostgreSQL came back on another port');
  }

  /** What the servers logged as errors, one text a kind, most frequent first. */
  errors(): string[] {
    const counts = new Map<string, number>();
    for (const name of readdirSync(this.#dataDir).filter((each) => /^server-\d+\.log$/.test(each))) {
      for (const line of readFileSync(join(this.#dataDir, name), 'utf8').split('\n')) {
        const said = errorOf(line);
        if (said !== undefined) counts.set(said, (counts.get(said) ?? 0) + 1);
      }
    }
    return [...counts].toSorted(([, a], [, b]) => b - a).map(([said, count]) => `${count} × ${said}`);
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) server.wanted = false;
    await Promise.all(
      this.#servers.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGKILL');
        await ended;
      }),
    );
    await this.#postgres.stop();
  }

  #spawn(port: number, env: Readonly<Record<string, string>>): ChildProcess {
    const log = openSync(join(this.#dataDir, `server-${port}.log`), 'a', 0o600);
    const child = spawn(process.execPath, ['apps/server/src/main.ts'], {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        DATABASE_URL: this.databaseUrl,
        WENGONG_DATA: this.#dataDir,
        WENGONG_DEMO: '1',
        WENGONG_RATE_LIMIT: '0',
        WENGONG_LOOP_DELAY_MS: '0',
        WENGONG_LOG_LEVEL: 'warn',
        // Who waits for a lock waits in the server rather than on a connection, each of which plans for itself.
        WENGONG_DB_POOL: '10',
        NODE_COMPILE_CACHE: compiledIn(this.#dataDir),
        ...env,
      },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    return child;
  }

  #keepAlive(server: Server, port: number): void {
    server.child.once('message', () => {
      server.up = true;
    });
    server.child.once('exit', async () => {
      server.up = false;
      await delay(RESTART_PAUSE_MS);
      if (!server.wanted) return;
      server.child = this.#spawn(port, server.env);
      this.#keepAlive(server, port);
    });
  }
}

/**
 * Servers that are killed leave nothing compiled behind, so it is done once for all of them: by the run of tests that
 * this is part of, or for this one.
 */
const compiledIn = (dataDir: string) => process.env.NODE_COMPILE_CACHE ?? join(dataDir, 'compiled');

interface LogEntry {
  readonly level: number;
  readonly msg?: string;
  readonly subscriber?: string;
  readonly err?: { readonly message?: string; readonly code?: string };
}

/** The message of a log line of level error; of a line that is no log, the line. */
function errorOf(line: string): string | undefined {
  if (line === '') return undefined;
  try {
    const { level, msg = '', subscriber = '', err } = JSON.parse(line) as LogEntry;
    if (level < 50) return undefined;
    const [said = ''] = `${msg} ${subscriber} ${err?.code ?? ''} ${err?.message ?? ''}`.trim().split('\n');
    return said;
  } catch {
    return line;
  }
}

/** Resolves when the server listens; rejects when it ends before. */
function whenReady(child: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    child.on('message', () => done());
    child.on('exit', (code) => fail(new Error(`a server ended with ${code} before it listened`)));
  });
}

/** Backends of the killed server may need a moment to notice and to let go of its memory. */
async function startedAgain(dataDir: string): Promise<Postgres> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await startPostgres({ dataDir });
    } catch (error) {
      if (!(error instanceof Refusal) || tries >= 40) throw error;
      await delay(250);
    }
  }
}
