import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../tools/postgres.ts';
import { root, runNode } from '../tools/run.ts';
import { report } from './harness.ts';

/** Loads the demonstration at full size into an empty, durable database, beside the small one that tests load. */
export async function benchDemo(): Promise<void> {
  const small = await secondsToLoad('small');
  const full = await secondsToLoad('1');
  report('demo', {
    metric: 'full_size_loaded',
    value: full,
    unit: 'total_s',
    baseline: { name: 'a tenth of the people', value: small },
  });
}

async function secondsToLoad(size: string): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wengong-bench-'));
  const postgres = await startPostgres({ dataDir });
  try {
    const env = { ...process.env, DATABASE_URL: postgres.url, WENGONG_DATA: dataDir, WENGONG_DEMO: size };
    await mustRun('apps/server/src/migrate.ts', env);
    const began = performance.now();
    await mustRun('apps/server/src/demo/load.ts', env);
    return (performance.now() - began) / 1000;
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function mustRun(script: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { code, output } = await runNode([script], { cwd: root, env, onLine: () => undefined });
  if (code !== 0) throw new Error(`${script} failed:\n${output}`);
}
