import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from './postgres.ts';
import { root, runNode } from './run.ts';
import { startServer } from './server-process.ts';

export interface Stage {
  /** Address of the running server. */
  readonly url: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** Starts another server on the same database; it ends with the stage at the latest. */
  serve(env?: Record<string, string>): Promise<{ url: string; stop(): Promise<void> }>;
}

export interface StageOptions {
  readonly demo: boolean;
  readonly env?: Record<string, string>;
}

/**
 * Runs `work` beside a server of its own: durable PostgreSQL (fsync on), migrated, with or without the
 * demonstration data, in a temporary folder that is removed afterwards.
 */
export async function onStage(options: StageOptions, work: (stage: Stage) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wengong-bench-'));
  const postgres = await startPostgres({ dataDir });
  const running = new Set<() => Promise<void>>();
  try {
    const base = {
      ...process.env,
      HOST: '127.0.0.1',
      DATABASE_URL: postgres.url,
      WENGONG_DATA: dataDir,
      WENGONG_RATE_LIMIT: '0',
      WENGONG_LOOP_DELAY_MS: '0',
      WENGONG_LOG_LEVEL: 'warn',
      ...options.env,
    };
    await mustRun(['apps/server/src/migrate.ts'], base);
    if (options.demo) await mustRun(['apps/server/src/demo/load.ts', '--if-empty'], base);
    const serve = async (env: Record<string, string> = {}) => {
      const port = await freePort();
      const server = await startServer(
        { ...base, PORT: String(port), ...env },
        join(dataDir, `server-${port}.log`),
        false,
      );
      const stop = async () => {
        running.delete(stop);
        await server.stop();
      };
      running.add(stop);
      return { url: `http://127.0.0.1:${port}`, stop };
    };
    const { url } = await serve();
    await work({ url, databaseUrl: postgres.url, dataDir, serve });
  } finally {
    await Promise.all([...running].map((stop) => stop()));
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function mustRun(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await runNode(args, { cwd: root, env, onLine: () => undefined });
  if (code !== 0) throw new Error(`${args.join(' ')} failed:\n${output}`);
}

/** A port of the loopback that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
