import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  readonly rule: string;
  readonly help: string;
  /** CSS selectors of the first elements that break the rule. */
  readonly where: readonly string[];
}

/** What axe finds on the page as it is now, by WCAG 2.2 A and AA and best practices. */
export async function violationsOf(page: Page): Promise<Violation[]> {
  // Evaluated through the debugger: the pages' own policy would refuse a script element.
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map((violation) => ({
      rule: violation.id,
      help: violation.help,
      where: violation.nodes.slice(0, 3).map((node) => node.target.join(' ')),
    }));
  });
}

export interface Weight {
  /** Compressed size of the document, brotli, bytes. */
  readonly html: number;
  /** Compressed size of all scripts it loads, gzip, bytes. */
  readonly scripts: number;
}

/** Loads `url` in a fresh page and weighs the document and its scripts. */
export async function weigh(page: Page, url: string): Promise<Weight> {
  const scripts = new Map<string, number>();
  const pending: Promise<void>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    pending.push(
      response
        .body()
        .then((body) => void scripts.set(response.url(), gzipSync(body).length))
        .catch(() => undefined),
    );
  });
  const answer = await page.goto(url, { waitUntil: 'networkidle' });
  const html = brotliCompressSync((await answer?.body()) ?? Buffer.alloc(0)).length;
  await Promise.all(pending);
  page.removeAllListeners('response');
  return { html, scripts: [...scripts.values()].reduce((sum, each) => sum + each, 0) };
}
