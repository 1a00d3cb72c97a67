/**
 * `npm run audit`: opens every page of portal and console that links lead to, as a visitor, a worker, a director,
 * an officer and at a kiosk, over the demonstration data; in Chinese, English, large type and dark; prints what axe finds, what
 * pages weigh, Lighthouse's mobile scores of home, list and detail, and its accessibility score of every page. Exit code 1 when a target is missed. `npm run audit -- /console/nantong/figures /me` looks only
 * at pages whose address begins so.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { runTool } from '../../tools/refusal.ts';
import { onStage } from '../../tools/stage.ts';
import { buildWeb, isWebBuilt } from '../../tools/web-build.ts';
import { desktop, launchBrowser, phone } from '../browser.ts';
import { crawl, type FoundPage, Parts } from './crawl.ts';
import { accessibilityScores, lighthouseScores } from './lighthouse.ts';
import { violationsOf, weigh } from './measure.ts';
import { routesOfSource } from './routes.ts';
import type { State } from './states.ts';
import { type Visitor, visitorsOf } from './visitors.ts';

/** All scripts of a portal page, gzip, bytes. */
const SCRIPT_LIMIT = 45 * 1024;
/** The document of a page that anybody may read, as sent, bytes: what the first round trip carries. */
const HTML_LIMIT = 14 * 1024;
const LIGHTHOUSE_LIMIT = 98;
/** Where staff work: judged for whoever may come in, not for search engines or first visits. */
const INSIDE = /^\/(console|door)/;
/**
 * Pages that only lead on, the one that opens an empty installation, what is there after enrolling in a course, and
 * what a link from another person opens.
 */
const UNLINKED = new Set(['/console', '/setup', '/me/enrolments/*', '/invitation/*']);

/** A kiosk's screen that stands upright. */
const HALL = { width: 1080, height: 1920 };

/** Rules that dark alone can break. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

class Findings {
  readonly missed: string[] = [];
  readonly pages = new Set<string>();
  readonly parts = new Parts(process.argv.slice(2).filter((word) => !word.startsWith('-')));
  checks = 0;
  /** Pages that Lighthouse judged for accessibility alone. */
  scored = 0;

  miss(line: string): void {
    this.missed.push(line);
    console.log(`✗ ${line}`);
  }
}

await runTool(async () => {
  if (!isWebBuilt()) await buildWeb(() => undefined);
  const findings = new Findings();
  await onStage({ demo: true }, async (stage) => {
    const browser = await launchBrowser();
    try {
      for (const visitor of await visitorsOf(stage)) await auditAs(browser, stage.url, visitor, findings);
    } finally {
      await browser.close();
    }
    for (const route of routesOfSource()) {
      const reached = [...findings.pages].some((pattern) => pattern.split('?')[0] === route);
      if (!reached && findings.parts.include(route) && !UNLINKED.has(route))
        findings.miss(`no link leads to ${route}`);
    }
    if (findings.parts.whole) await auditLighthouse(stage.url, findings);
  });
  const { pages, checks, scored, missed } = findings;
  const counts = `${pages.size} pages, ${checks} axe runs, ${scored} by Lighthouse for accessibility`;
  console.log(`${counts}, ${missed.length} targets missed`);
  return missed.length === 0 ? 0 : 1;
});

async function auditAs(browser: Browser, origin: string, visitor: Visitor, findings: Findings) {
  const { parts } = findings;
  if (!parts.concern(visitor) && visitor.name !== 'visitor') return;
  const context = await browser.newContext({
    viewport: phone,
    serviceWorkers: 'block',
    reducedMotion: 'reduce',
  });
  const first = await context.newPage();
  await visitor.signIn(first, origin);
  await first.close();
  const opened: string[] = [];
  const broken = await crawl(context, origin, visitor, parts, async (page, found) => {
    if (findings.pages.has(found.pattern)) return;
    findings.pages.add(found.pattern);
    opened.push(found.url);
    await auditWeight(page, visitor, found, findings);
    await auditAxe(context, page, visitor, found, findings);
  });
  for (const line of broken) findings.miss(`${visitor.name}: ${line}`);
  await auditAccessibility(context, opened, findings);
  const states = visitor.states.filter(({ path }) => parts.includesPath(visitor, path));
  const page = await context.newPage();
  for (const state of states) await auditState(page, origin, visitor, state, findings);
  await context.close();
}

async function auditWeight(page: Page, visitor: Visitor, found: FoundPage, findings: Findings) {
  const { pattern } = found;
  const { html, scripts } = await weigh(page, found.url, found.scripts);
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`.padStart(9);
  console.log(`· ${visitor.name.padEnd(9)} html ${kilobytes(html)}  js ${kilobytes(scripts)}  ${pattern}`);
  if (INSIDE.test(pattern) || pattern === '/styleguide') return;
  if (scripts > SCRIPT_LIMIT) findings.miss(`${pattern} brings${kilobytes(scripts)} of scripts`);
  if (visitor.anybody && html > HTML_LIMIT) findings.miss(`${pattern} is${kilobytes(html)} of HTML`);
}

/**
 * The page as it stands in Chinese, on a desk and on a phone, then large and dark, which the server shows by these attributes alone, then in
 * English. Colours are all that dark changes.
 */
async function auditAxe(
  context: BrowserContext,
  page: Page,
  visitor: Visitor,
  { pattern, url }: FoundPage,
  findings: Findings,
) {
  const check = checkerOf(page, pattern, findings);
  await settle(page);
  await checkModes(page, visitor, check);
  await context.addCookies([{ name: 'lang', value: 'en', url }]);
  await page.goto(url);
  await settle(page);
  await check('en');
  await context.clearCookies({ name: 'lang' });
}

type Check = (mode: string, rules?: readonly string[]) => Promise<void>;

/** In Chinese on every screen, large and dark. A kiosk's letters are always large, and its screen may stand upright. */
async function checkModes(page: Page, { kiosk = false }: Visitor, check: Check) {
  await page.setViewportSize(desktop);
  await check('zh, wide');
  if (kiosk) {
    await page.setViewportSize(HALL);
    await check('zh, upright');
  }
  await page.setViewportSize(phone);
  await check('zh');
  if (!kiosk) {
    await show(page, { elder: '' });
    await check('elder');
  }
  await show(page, { scheme: 'dark', ...(kiosk ? { elder: '' } : {}) });
  await check('dark', COLOURS);
}

/** Judges the page as it is now, under the name of a mode; by some rules of axe alone, where they are given. */
function checkerOf(page: Page, name: string, findings: Findings): Check {
  return async (mode, rules) => {
    findings.checks += 1;
    for (const { rule, help, where } of await violationsOf(page, rules)) {
      findings.miss(`${name} (${mode}) ${rule}: ${help} – ${where.join(' | ')}`);
    }
    const over = await sidewaysOf(page);
    if (over > 0) findings.miss(`${name} (${mode}) is ${over} px wider than the screen`);
  };
}

/** What no link leads to: dialogs open, lists without rows, refusals; on a desk, on a phone, large and dark. */
async function auditState(page: Page, origin: string, visitor: Visitor, state: State, findings: Findings) {
  const { path, name, status = 200, open } = state;
  await page.setViewportSize(desktop);
  // What is opened by hand needs the page running in the browser.
  const answer = await page.goto(origin + path, { waitUntil: 'networkidle' });
  if (answer?.status() !== status) findings.miss(`${path} answers ${answer?.status()}, not ${status}`);
  // One that cannot be opened any more is told; the others are looked at all the same.
  const failed = await open?.(page).then(
    () => null,
    (error: unknown) => error,
  );
  if (failed) return findings.miss(`${path} [${name}] does not open: ${String(failed).split('\n', 1)}`);
  await settle(page);
  console.log(`· ${name.padEnd(32)}  ${path}`);
  await checkModes(page, visitor, checkerOf(page, `${path} [${name}]`, findings));
}

/** By how much the page can be pushed sideways, px. */
function sidewaysOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/**
 * Opens what is folded away, so that it is judged too; ends what moves, for colours on their way are nobody's choice;
 * goes back to the top, for elsewhere the bar lies over halves of fields.
 */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const still = new CSSStyleSheet();
    still.replaceSync(
      '*, ::before, ::after { animation: none !important; transition-property: none !important }',
    );
    document.adoptedStyleSheets = [still];
    scrollTo(0, 0);
  });
}

/** Sets the attributes that the server writes for a visitor's preferences. */
async function show(page: Page, preferences: { elder?: string; scheme?: string }): Promise<void> {
  await page.evaluate(({ elder, scheme }) => {
    const { dataset } = document.documentElement;
    delete dataset.elder;
    delete dataset.scheme;
    Object.assign(dataset, elder === undefined ? {} : { elder }, scheme === undefined ? {} : { scheme });
  }, preferences);
}

/** Every page has to be wholly accessible to Lighthouse as well. */
async function auditAccessibility(context: BrowserContext, urls: readonly string[], findings: Findings) {
  if (urls.length === 0) return;
  const cookies = await context.cookies(urls[0]);
  const header = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const [url, { score, failed }] of await accessibilityScores(urls, header)) {
    findings.scored += 1;
    if (score < 100) {
      findings.miss(`${new URL(url).pathname} has ${score} of Lighthouse's 100: ${failed.join(', ')}`);
    }
  }
}

async function auditLighthouse(origin: string, findings: Findings) {
  const list = await (await fetch(`${origin}/activities`)).text();
  const detail = /href="(\/p\/[\w-]+\/activities\/[\w-]+)"/.exec(list)?.[1];
  if (detail === undefined) throw new Error('the list of activities links to no activity');
  const urls = ['/', '/activities', detail].map((path) => origin + path);
  for (const [url, scores] of await lighthouseScores(urls, LIGHTHOUSE_LIMIT)) {
    const { performance, accessibility, bestPractices, seo, lcpMs, cls, failed } = scores;
    const marks = [performance, accessibility, bestPractices, seo];
    const line = `Lighthouse ${marks.join('/')}  LCP ${lcpMs} ms  CLS ${cls.toFixed(3)}  ${new URL(url).pathname}`;
    console.log(`· ${line}`);
    if (Math.min(...marks) < LIGHTHOUSE_LIMIT) findings.miss(`${line}  ${failed.join(', ')}`);
  }
}
