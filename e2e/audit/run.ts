/**
 * `npm run audit`: opens every page of portal and console that links lead to, as a visitor, a worker, a director and
 * an officer, over the demonstration data; in Chinese, English, elder and dark mode; prints what axe finds, what
 * pages weigh, and Lighthouse's mobile scores of home, list and detail. Exit code 1 when a target is missed.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { runTool } from '../../tools/refusal.ts';
import { onStage } from '../../tools/stage.ts';
import { buildWeb, isWebBuilt } from '../../tools/web-build.ts';
import { launchBrowser, phone } from '../browser.ts';
import { signInStaff, signInWorker } from '../sign-in.ts';
import { crawl, type FoundPage } from './crawl.ts';
import { lighthouseScores } from './lighthouse.ts';
import { violationsOf, type Weight, weigh } from './measure.ts';

const SCRIPT_LIMIT = 45 * 1024;
const LIGHTHOUSE_LIMIT = 98;

/** The ways a page is shown, as preference cookies and colour scheme. */
const modes = [
  { name: 'zh', cookies: {} },
  { name: 'en', cookies: { lang: 'en' } },
  { name: 'elder', cookies: { elder: '1' } },
  { name: 'dark', cookies: { scheme: 'dark' } },
] as const;

interface Visitor {
  readonly name: string;
  readonly starts: readonly string[];
  signIn(page: Page, origin: string): Promise<void>;
}

const visitors: readonly Visitor[] = [
  { name: 'visitor', starts: ['/', '/activities', '/sign-in', '/styleguide'], signIn: async () => undefined },
  { name: 'worker', starts: ['/me', '/me/bookings'], signIn: signInWorker },
  { name: 'director', starts: ['/console'], signIn: (page, origin) => signInStaff(page, origin, 'director') },
  { name: 'officer', starts: ['/console'], signIn: (page, origin) => signInStaff(page, origin, 'officer') },
];

class Findings {
  readonly missed: string[] = [];
  pages = 0;
  checks = 0;

  miss(line: string): void {
    this.missed.push(line);
    console.log(`✗ ${line}`);
  }
}

await runTool(async () => {
  if (!isWebBuilt()) await buildWeb(() => undefined);
  const findings = new Findings();
  await onStage({ demo: true }, async ({ url }) => {
    const browser = await launchBrowser();
    try {
      const known = new Set<string>();
      for (const visitor of visitors) await auditAs(browser, url, visitor, known, findings);
    } finally {
      await browser.close();
    }
    await auditLighthouse(url, findings);
  });
  console.log(
    `${findings.pages} pages, ${findings.checks} axe runs, ${findings.missed.length} targets missed`,
  );
  return findings.missed.length === 0 ? 0 : 1;
});

async function auditAs(
  browser: Browser,
  origin: string,
  visitor: Visitor,
  known: Set<string>,
  findings: Findings,
) {
  const context = await browser.newContext({ viewport: phone, serviceWorkers: 'block' });
  const first = await context.newPage();
  await visitor.signIn(first, origin);
  await first.close();
  await crawl(context, origin, visitor.starts, known, async (page, found) => {
    findings.pages += 1;
    const weight = await weigh(page, found.url);
    console.log(describe(visitor, found, weight));
    const portal = !/^\/(console|door|styleguide)/.test(found.pattern);
    if (portal && weight.scripts > SCRIPT_LIMIT)
      findings.miss(`${found.pattern} ships ${weight.scripts} bytes of scripts`);
    await auditModes(context, origin, found, findings);
    await page.goto(found.url);
  });
  await context.close();
}

function describe(visitor: Visitor, found: FoundPage, weight: Weight): string {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`.padStart(9);
  return `· ${visitor.name.padEnd(9)} html ${kilobytes(weight.html)} br  js ${kilobytes(weight.scripts)} gz  ${found.pattern}`;
}

async function auditModes(context: BrowserContext, origin: string, found: FoundPage, findings: Findings) {
  const page = await context.newPage();
  for (const mode of modes) {
    await setPreferences(context, origin, mode.cookies);
    await page.goto(found.url, { waitUntil: 'load' });
    findings.checks += 1;
    for (const violation of await violationsOf(page)) {
      findings.miss(
        `${found.pattern} (${mode.name}) ${violation.rule}: ${violation.help} — ${violation.where.join(' | ')}`,
      );
    }
  }
  await setPreferences(context, origin, {});
  await page.close();
}

async function setPreferences(context: BrowserContext, url: string, cookies: Record<string, string>) {
  for (const name of ['lang', 'elder', 'scheme', 'spacing']) await context.clearCookies({ name });
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
}

async function auditLighthouse(origin: string, findings: Findings) {
  const list = await (await fetch(`${origin}/activities`)).text();
  const detail = /href="(\/p\/[\w-]+\/activities\/[\w-]+)"/.exec(list)?.[1];
  if (detail === undefined) throw new Error('the list of activities links to no activity');
  for (const [url, scores] of await lighthouseScores(
    ['/', '/activities', detail].map((path) => origin + path),
  )) {
    const { performance, accessibility, bestPractices, seo, lcpMs, cls, failed } = scores;
    const marks = [performance, accessibility, bestPractices, seo];
    const line = `Lighthouse mobile ${marks.join('/')}  LCP ${lcpMs} ms  CLS ${cls.toFixed(3)}  ${new URL(url).pathname}`;
    console.log(`· ${line}`);
    if (Math.min(...marks) < LIGHTHOUSE_LIMIT) findings.miss(`${line} ${failed.join(', ')}`);
  }
}
