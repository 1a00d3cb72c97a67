import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import lighthouse from 'lighthouse';
import { freePort } from '../../tools/stage.ts';
import { browserFlags, browserPath } from '../browser.ts';

export interface Scores {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly seo: number;
  /** Largest contentful paint under Lighthouse's simulated mobile network, ms. */
  readonly lcpMs: number;
  readonly cls: number;
  /** Audits below 0.9, by name. */
  readonly failed: readonly string[];
}

/** Lighthouse's mobile scores (0–100) of each address, in a Chromium of its own. */
export async function lighthouseScores(urls: readonly string[]): Promise<Map<string, Scores>> {
  const profile = mkdtempSync(join(tmpdir(), 'wengong-lighthouse-'));
  const port = await freePort();
  const path = await browserPath();
  const flags = [
    ...browserFlags,
    '--headless',
    `--remote-debugging-port=${port}`,
    `--user-data-dir=${profile}`,
  ];
  const child = spawn(path, [...flags, 'about:blank'], { stdio: 'ignore' });
  try {
    await debuggerAnswers(port, child);
    const scores = new Map<string, Scores>();
    for (const url of urls) scores.set(url, await scoresOf(url, port));
    return scores;
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true });
  }
}

async function scoresOf(url: string, port: number): Promise<Scores> {
  const result = await lighthouse(url, { port, output: 'json', logLevel: 'error' });
  if (result === undefined) throw new Error(`Lighthouse gave no result for ${url}`);
  const { categories, audits } = result.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    lcpMs: Math.round(audits['largest-contentful-paint']?.numericValue ?? 0),
    cls: audits['cumulative-layout-shift']?.numericValue ?? 0,
    failed: Object.values(audits)
      .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary')
      .map((audit) => audit.id),
  };
}

async function debuggerAnswers(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100 && child.exitCode === null; tries += 1) {
    const answered = await fetch(`http://127.0.0.1:${port}/json/version`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (answered) return;
    await delay(100);
  }
  throw new Error('Chromium did not open its debugger');
}
