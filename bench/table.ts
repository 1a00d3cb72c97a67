import { execFileSync } from 'node:child_process';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { desktop, launchBrowser } from '../e2e/browser.ts';
import { onStage } from '../tools/stage.ts';
import { prepareDoor } from './checkin-stage.ts';
import { percentile, report } from './harness.ts';
import { plainTable } from './plain-table.ts';

/** `WENGONG_BENCH_ROWS` makes it smaller, to try it out. */
const ROWS = Number(process.env.WENGONG_BENCH_ROWS ?? 100_000);
/** More than this a plain table cannot be asked to bear. */
const PLAIN_ROWS = Math.min(ROWS, 20_000);
/** A wheel that is spun fast: so many turns of so many pixels. */
const TURNS = 300;
const TURN = 600;
/** Frames in which the bar is dragged from the top to the bottom. */
const DRAG = 300;
/** All rows are there by then, or something is wrong, ms. */
const PATIENCE = 600_000;

/** What happened on the page's main thread in a while. */
interface Watched {
  /** Times between frames, ms. */
  readonly frames: readonly number[];
  /** Tasks longer than 50 ms, ms. */
  readonly tasks: readonly number[];
  /** Frames in which the middle of the screen showed no row; looked for in ours alone. */
  readonly blank: number;
}

/**
 * The list of a palace's 100,000 bookings in Chromium: read to its end, scrolled by a wheel and by a dragged bar, beside
 * 20,000 such rows as one plain table. How long the page's tasks and frames take, and what it needs of memory.
 */
export async function benchTable(): Promise<void> {
  await onStage({ demo: false, env: { WENGONG_DEMO: '1' } }, async ({ url, databaseUrl }) => {
    const { palaceId, cookie } = await prepareDoor(databaseUrl, ROWS);
    const slug = await slugOf(databaseUrl, palaceId);
    const [plain, ours] = [
      await inBrowser(async (browser) => {
        const page = await browser.newPage({ viewport: desktop });
        const opened = await whileWatching(page, () =>
          page.setContent(plainTable(PLAIN_ROWS), { timeout: PATIENCE }),
        );
        return { opened, ...(await scrolled(page)), memory: await memoryOf(browser) };
      }),
      await inBrowser(async (browser) => {
        const page = await browser.newPage({ viewport: desktop });
        const [name = '', value = ''] = cookie.split('=');
        await page.context().addCookies([{ name, value, url }]);
        await page.goto(`${url}/console/${slug}/bookings/all`, { waitUntil: 'networkidle' });
        const opened = await whileWatching(page, () => readToTheEnd(page));
        return { opened, ...(await scrolled(page)), memory: await memoryOf(browser) };
      }),
    ];
    tell(ours, plain);
  });
}

type Measured = Record<'opened' | 'wheel' | 'bar', Watched> & { readonly memory: number };

function tell(ours: Measured, plain: Measured): void {
  const name = `${PLAIN_ROWS} rows as one plain table`;
  const scrolling = (of: Measured) => [...of.wheel.tasks, ...of.bar.tasks];
  const worst = (tasks: readonly number[]) => Math.max(0, ...tasks);
  const say = (metric: string, unit: string, value: (of: Measured) => number) =>
    report('table', { metric, value: value(ours), unit, baseline: { name, value: value(plain) } });
  // The plain one is laid out in one task before anything can be scrolled.
  say('worst_task', 'ms', (of) => worst([...of.opened.tasks, ...scrolling(of)]));
  say('worst_task_scrolling', 'ms', (of) => worst(scrolling(of)));
  say(
    'tasks_over_100_ms',
    'count',
    (of) => [...of.opened.tasks, ...scrolling(of)].filter((task) => task > 100).length,
  );
  for (const way of ['wheel', 'bar'] as const) {
    say(`${way}_worst_frame`, 'ms', (of) => worst(of[way].frames));
    say(`${way}_frame_p99`, 'ms', (of) => percentile(of[way].frames, 0.99));
    say(`${way}_frames_late`, 'percent', (of) => 100 * lateShare(of[way].frames));
    const blank = (100 * ours[way].blank) / Math.max(1, ours[way].frames.length);
    report('table', { metric: `${way}_frames_blank`, value: blank, unit: 'percent' });
  }
  say('renderer_memory', 'mb', (of) => of.memory);
}

/** Frames that came after the next one was due, at sixty a second. */
const lateShare = (frames: readonly number[]) =>
  frames.filter((gap) => gap > 25).length / Math.max(1, frames.length);

async function inBrowser<T>(work: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launchBrowser();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/** Scrolls on as soon as there is more, until the last row is there. */
async function readToTheEnd(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => (function on() {
    if (document.querySelector('tr[data-row="${ROWS - 1}"]')) return done();
    scrollTo(0, document.documentElement.scrollHeight);
    requestAnimationFrame(on);
  })())`);
}

async function scrolled(page: Page): Promise<Pick<Measured, 'wheel' | 'bar'>> {
  await page.evaluate('scrollTo(0, 0)');
  await page.mouse.move(desktop.width / 2, desktop.height / 2);
  const wheel = await whileWatching(page, async () => {
    for (let turn = 0; turn < TURNS; turn += 1) await page.mouse.wheel(0, TURN);
  });
  const bar = await whileWatching(page, () =>
    page.evaluate(`new Promise((done) => (function drag(step) {
      const way = document.documentElement.scrollHeight - innerHeight;
      scrollTo(0, (way * step) / ${DRAG});
      if (step === ${DRAG}) done();
      else requestAnimationFrame(() => drag(step + 1));
    })(0))`),
  );
  return { wheel, bar };
}

/** Watches the main thread of a page while something is done to it. */
async function whileWatching(page: Page, work: () => Promise<unknown>): Promise<Watched> {
  await page.evaluate(`(() => {
    const seen = (globalThis.watched = { frames: [], tasks: [], blank: 0, over: false });
    const tasks = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((task) => task.duration)));
    tasks.observe({ type: 'longtask' });
    let last = performance.now();
    (function frame(now) {
      seen.frames.push(now - last);
      last = now;
      if (document.querySelector('.space') && !document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('tr:not(.space tr)')) seen.blank += 1;
      if (!seen.over) requestAnimationFrame(frame);
    })(last);
  })()`);
  await work();
  // Two frames later the last task has been told.
  return (await page.evaluate(`new Promise((done) => setTimeout(() => {
    watched.over = true;
    done({ ...watched, frames: watched.frames.slice(1) });
  }, 200))`)) as Watched;
}

/** Resident memory of the browser's largest renderer, MB. */
async function memoryOf(browser: Browser): Promise<number> {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter((each) => each.type === 'renderer');
  const kilobytes = renderers.map(({ id }) =>
    Number(execFileSync('ps', ['-o', 'rss=', '-p', String(id)], { encoding: 'utf8' })),
  );
  return Math.max(...kilobytes) / 1000;
}

async function slugOf(databaseUrl: string, palaceId: string): Promise<string> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    const { rows } = await db.query<{ slug: string }>('select slug from palace where id = $1', [palaceId]);
    return rows[0]?.slug ?? '';
  } finally {
    await db.end();
  }
}
