import type { BrowserContext, Page } from 'playwright-core';
import { openCounting } from './measure.ts';
import type { Round } from './visitors.ts';

/** A page of the product: one address stands for all that differ only in names and numbers. */
export interface FoundPage {
  readonly pattern: string;
  readonly url: string;
  /** Addresses of the scripts it asked for. */
  readonly scripts: ReadonlySet<string>;
}

/** Never followed: they end the session, download, or are files. */
const SKIPPED =
  /sign-out|\/api\/|\/poster\/|\/problems\/|\.(ics|rss|json|svg|png|xml|csv|xlsx|txt|mjs|webmanifest)$|\/export$/;
/** More kinds of pages than this are no kinds: the crawl has gone astray. */
const LIMIT = 300;

/** Which pages a run is about: those below one of the prefixes it was given, all without one. */
export class Parts {
  private readonly prefixes: readonly string[];

  constructor(prefixes: readonly string[]) {
    this.prefixes = prefixes.map((prefix) => patternOf(new URL(prefix, 'http://localhost')));
  }

  get whole(): boolean {
    return this.prefixes.length === 0;
  }

  include(pattern: string): boolean {
    // Whole words: `/privacy` is not below `/p`.
    const below = (prefix: string) => ['/', '?'].some((end) => pattern.startsWith(prefix + end));
    return this.whole || this.prefixes.some((prefix) => pattern === prefix || below(prefix));
  }

  /** Whether `path` is among them when the visitor of `round` opens it. */
  includesPath(round: Round, path: string): boolean {
    return this.include(nameOf(round, new URL(path, 'http://localhost')));
  }

  /** Whether the visitor of `round` comes across any of them. */
  concern(round: Round): boolean {
    const names = round.starts.map((path) => nameOf(round, new URL(path, 'http://localhost')));
    return names.some((name) => name !== '/' && this.leadTo(name));
  }

  /** Whether a link to `pattern` may have such a page behind it: the home page, and what begins with the same word. */
  leadTo(pattern: string): boolean {
    const word = (path: string) => path.split(/[/?]/)[1];
    return this.whole || pattern === '/' || this.prefixes.some((prefix) => word(prefix) === word(pattern));
  }
}

/** What the page at `url` is called: what a kiosk shows has names of its own, below `/kiosk/*`. */
export function nameOf({ kiosk = false }: Round, url: URL): string {
  const pattern = patternOf(url);
  return kiosk && !pattern.startsWith('/kiosk/') ? `/kiosk/*${pattern}` : pattern;
}

/**
 * Opens every page that links lead to from where `round` starts, one address for each pattern, and calls `visit` on those
 * of `parts`. Returns a line for each link that leads nowhere.
 */
export async function crawl(
  context: BrowserContext,
  origin: string,
  round: Round,
  parts: Parts,
  visit: (page: Page, found: FoundPage) => Promise<void>,
): Promise<string[]> {
  const broken: string[] = [];
  const queue = round.starts.map((path) => ({ url: new URL(path, origin), from: 'the start' }));
  const asked = new Set<string>();
  const seen = new Set<string>();
  const page = await context.newPage();
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const pattern = nameOf(round, next.url);
    if (asked.has(pattern) || !parts.leadTo(pattern)) continue;
    if (asked.size === LIMIT) throw new Error(`more than ${LIMIT} kinds of pages: ${[...asked].join(' ')}`);
    asked.add(pattern);
    const { status, scripts } = await openCounting(page, next.url.href);
    if (status !== 200) {
      broken.push(`${next.from} links to ${next.url.pathname}, which answers ${status ?? 'nothing'}`);
      continue;
    }
    // Where a redirect led counts, not where the link did.
    const found = { pattern: nameOf(round, new URL(page.url())), url: page.url(), scripts };
    if (seen.has(found.pattern)) continue;
    seen.add(found.pattern);
    for (const url of round.kiosk ? [] : await linksOf(page)) {
      if (url.origin === origin && !SKIPPED.test(url.pathname)) queue.push({ url, from: found.pattern });
    }
    if (parts.include(found.pattern)) await visit(page, found);
  }
  await page.close();
  return broken;
}

/** Links to pages, those shown to be passed on too; what is to be saved is none. */
async function linksOf(page: Page): Promise<URL[]> {
  const links = await page.$$eval('a[href]:not([download]), [data-share]', (all) =>
    all.map((link) => (link as HTMLAnchorElement).href ?? (link as HTMLElement).dataset.share),
  );
  return links.map((href) => {
    const url = new URL(href);
    url.hash = '';
    return url;
  });
}

/** The route of an address: names and numbers in it become stars; of the query only a chosen session counts. */
function patternOf(url: URL): string {
  const path = url.pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*')
    .replace(/^\/p\/[^/]+/, '/p/*')
    .replace(/^\/team\/[^/]+/, '/team/*')
    .replace(/^(\/p\/\*\/lectures)\/[^/]+/, '$1/*')
    .replace(/^(\/p\/\*\/lectures\/\*)\/\d+/, '$1/*')
    .replace(/^\/(report|certificates)\/[^/]+/, '/$1/*')
    .replace(/\/brands\/(?!new$)[^/]+/, '/brands/*')
    .replace(/^\/(console|door|kiosk)\/(?!sign-in|unions|account)[^/]+/, '/$1/*')
    .replace(/(?<=.)\/$/, '');
  return url.searchParams.has('session') ? `${path}?session` : path;
}
