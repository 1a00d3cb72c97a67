import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import type { Page, Request } from 'playwright-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Violation {
  readonly rule: string;
  readonly help: string;
  /** CSS selectors of the first elements that break the rule. */
  readonly where: readonly string[];
}

/** What axe finds on the page as it is now, by WCAG 2.2 A and AA and best practices; or by `rules` alone. */
export async function violationsOf(page: Page, rules?: readonly string[]): Promise<Violation[]> {
  // Evaluated through the debugger: the pages' own policy would refuse a script element.
  await page.evaluate(`globalThis.axe === undefined && (() => { ${axeSource} })()`);
  return page.evaluate(async (only) => {
    const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe;
    const { violations } = await axe.run(document, {
      resultTypes: ['violations'],
      ...(only ? { runOnly: { type: 'rule', values: [...only] } } : {}),
      // Of WCAG 2.2, and therefore off by default.
      rules: { 'target-size': { enabled: true } },
    });
    return violations.map((violation) => ({
      rule: violation.id,
      help: violation.help,
      where: violation.nodes.slice(0, 3).map((node) => node.target.join(' ')),
    }));
  }, rules);
}

export interface Weight {
  /** Size of the document as sent, compressed, bytes. */
  readonly html: number;
  /** Compressed size of all scripts it loads, gzip, bytes. */
  readonly scripts: number;
}

/** Sizes of scripts weighed before, by address: their names carry a hash of what is in them. */
const weighed = new Map<string, number>();

/** Opens `url`: the status it answers, and the addresses of the scripts it asks for. */
export async function openCounting(page: Page, url: string) {
  const asked = new Set<string>();
  const note = (request: Request) => {
    if (request.resourceType() === 'script') asked.add(request.url());
  };
  page.on('request', note);
  const answer = await page.goto(url);
  page.off('request', note);
  return { status: answer?.status(), scripts: asked };
}

/** Weighs the document at `url` and the scripts that it asks for. */
export async function weigh(page: Page, url: string, asked: ReadonlySet<string>): Promise<Weight> {
  // Asked for anew: what the browser knows already would come as 304 and weigh nothing.
  const sent = await page.request.get(url);
  const html = Number(sent.headers()['content-length'] ?? (await sent.body()).length);
  let scripts = 0;
  for (const address of asked) {
    const size = weighed.get(address) ?? gzipSync(await (await page.request.get(address)).body()).length;
    weighed.set(address, size);
    scripts += size;
  }
  return { html, scripts };
}
