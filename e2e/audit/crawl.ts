import type { BrowserContext, Page } from 'playwright-core';

/** A page of the product: one address stands for all that differ only in names and numbers. */
export interface FoundPage {
  readonly pattern: string;
  readonly url: string;
}

/** Never followed: they end the session, download, or are files. */
const SKIPPED = /sign-out|\/api\/|\/poster\/|\/problems\/|\.(ics|rss|json|svg|png|xml|csv|webmanifest)(\?|$)/;
const LIMIT = 120;

/**
 * Visits every page that can be reached by links from `starts`, one address for each pattern, and calls `visit`
 * on it. Addresses in `known` are skipped, found patterns are added to it.
 */
export async function crawl(
  context: BrowserContext,
  origin: string,
  starts: readonly string[],
  known: Set<string>,
  visit: (page: Page, found: FoundPage) => Promise<void>,
): Promise<void> {
  const queue = starts.map((path) => new URL(path, origin));
  const page = await context.newPage();
  for (let next = queue.shift(); next !== undefined && known.size < LIMIT; next = queue.shift()) {
    const pattern = patternOf(next);
    if (known.has(pattern)) continue;
    known.add(pattern);
    const answer = await page.goto(next.href, { waitUntil: 'load' });
    if (answer === null || answer.status() !== 200) {
      throw new Error(`${next.pathname} is linked but answers ${answer?.status() ?? 'nothing'}`);
    }
    await visit(page, { pattern, url: next.href });
    for (const href of await page.$$eval('a[href]', (links) =>
      links.map((link) => (link as HTMLAnchorElement).href),
    )) {
      const url = new URL(href, next);
      if (url.origin === origin && !SKIPPED.test(url.pathname)) queue.push(url);
    }
  }
  await page.close();
}

/** The route of an address: names and numbers in it become stars, queries keep only their keys. */
function patternOf(url: URL): string {
  const path = url.pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/^\/p\/[^/]+/, '/p/*')
    .replace(/\/brands\/[^/]+/, '/brands/*')
    .replace(/^\/(console|door)\/(?!sign-in|unions)[^/]+/, '/$1/*')
    .replace(/\/poster\/.*/, '/poster/*');
  return path === '/' ? '/' : path.replace(/\/$/, '');
}
