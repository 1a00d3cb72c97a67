import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../tools/run.ts';
import { freePort } from '../tools/stage.ts';
import { report } from './harness.ts';

const LIMIT_MS = 180_000;

/** From `npm start` to the first 200 on `/`: on an empty data folder, then again with the data present. */
export async function benchStart(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wengong-bench-'));
  try {
    const first = await secondsToFirstPage(dataDir);
    const again = await secondsToFirstPage(dataDir);
    report('start', {
      metric: 'with_data_present',
      value: again,
      unit: 'total_s',
      baseline: { name: 'first start: database, demonstration data', value: first },
    });
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function secondsToFirstPage(dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', WENGONG_DATA: dataDir },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  try {
    while (!(await answers(`http://127.0.0.1:${port}/`))) {
      if (performance.now() - began > LIMIT_MS)
        throw new Error('npm start did not answer within three minutes');
      await delay(50);
    }
    return (performance.now() - began) / 1000;
  } finally {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url);
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
