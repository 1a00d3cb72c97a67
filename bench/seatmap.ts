import pg from 'pg';
import type { CDPSession, Page } from 'playwright-core';
import { visitorsOf } from '../e2e/audit/visitors.ts';
import { launchBrowser, phone } from '../e2e/browser.ts';
import { onStage } from '../tools/stage.ts';
import { percentile, report } from './harness.ts';

/** A cheap phone beside this machine. */
const SLOWER = 4;
const STEPS = 48;

/**
 * The largest house of the demonstration on a phone four times slower than this machine: how long frames take while a
 * finger drags and zooms the map, beside as many plain SVG rectangles that are moved by their view box.
 */
export async function benchSeatMap(): Promise<void> {
  await onStage({ demo: true, env: { WENGONG_DEMO: 'small' } }, async (stage) => {
    const house = await largestHouse(stage.databaseUrl);
    const worker = (await visitorsOf(stage)).find((each) => each.name === 'worker');
    const browser = await launchBrowser();
    try {
      const context = await browser.newContext({ viewport: phone, serviceWorkers: 'block' });
      const page = await context.newPage();
      await worker?.signIn(page, stage.url);
      await page.goto(`${stage.url}/p/${house.slug}/sessions/${house.id}/book`, { waitUntil: 'networkidle' });
      const ours = await framesWhileMoving(page, '[data-seat-map] canvas');
      const other = await context.newPage();
      await other.setContent(plainMap(house.seats));
      const plain = await framesWhileMoving(other, 'svg');
      const name = `${house.seats} SVG rectangles, view box moved`;
      for (const share of [0.95, 0.5]) {
        report('seatmap', {
          metric: `frame_p${share * 100}_of_${house.seats}_seats_${SLOWER}x_slower`,
          value: percentile(ours, share),
          unit: 'ms',
          baseline: { name, value: percentile(plain, share) },
        });
      }
    } finally {
      await browser.close();
    }
  });
}

async function largestHouse(databaseUrl: string): Promise<{ id: string; slug: string; seats: number }> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    const { rows } = await db.query<{ id: string; slug: string; seats: number }>(
      `select s.id, p.slug, s.capacity as seats from session s join palace p on p.id = s.palace_id
       where s.seat_map_id is not null and s.status = 'scheduled' and s.starts_at > now()
         and s.booking_opens_at < now() and s.release = 'first_come' order by s.capacity desc limit 1`,
    );
    if (rows[0] === undefined) throw new Error('the demonstration has no house with a seat map');
    return rows[0];
  } finally {
    await db.end();
  }
}

/** Drags and zooms what `selector` names with real input; gives the times between frames, ms. */
async function framesWhileMoving(page: Page, selector: string): Promise<number[]> {
  await page.locator(selector).first().scrollIntoViewIfNeeded();
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not there to be moved`);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const devtools: CDPSession = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.mouse.move(x, y);
  // A map in a page leaves the wheel by itself to the page.
  await page.keyboard.down('Control');
  for (let step = 0; step < 4; step += 1) await page.mouse.wheel(0, -120);
  await page.evaluate(`globalThis.frames = []; globalThis.last = performance.now();
    (function frame(now) { frames.push(now - last); last = now; globalThis.next = requestAnimationFrame(frame); })(last)`);
  await page.mouse.down();
  for (let step = 0; step < STEPS; step += 1) {
    await page.mouse.move(x + 60 * Math.sin(step / 8), y + 60 * Math.cos(step / 8));
  }
  await page.mouse.up();
  for (let step = 0; step < STEPS / 3; step += 1) await page.mouse.wheel(0, step % 10 < 5 ? 60 : -60);
  await page.keyboard.up('Control');
  const frames = (await page.evaluate('cancelAnimationFrame(next), frames.slice(1)')) as number[];
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  return frames;
}

/** What one would write first: a rectangle a seat, moved and zoomed by the view box. */
function plainMap(seats: number): string {
  const columns = 50;
  const rects = Array.from(
    { length: seats },
    (_, index) =>
      `<rect x="${(index % columns) * 10}" y="${Math.floor(index / columns) * 10}" width="8" height="8" rx="2"/>`,
  );
  return `<!doctype html><body style="margin:0"><svg viewBox="0 0 500 400" width="390" height="420" fill="#2e7d5b">
    ${rects.join('')}</svg><script>
    const svg = document.querySelector('svg'), box = { x: 0, y: 0, size: 500 };
    let from = null;
    const show = () => svg.setAttribute('viewBox', [box.x, box.y, box.size, box.size * 0.8].join(' '));
    svg.onpointerdown = (event) => { from = event; };
    onpointerup = () => { from = null; };
    onpointermove = (event) => {
      if (from === null) return;
      box.x -= (event.clientX - from.clientX) * box.size / 390;
      box.y -= (event.clientY - from.clientY) * box.size / 390;
      from = event;
      show();
    };
    svg.onwheel = (event) => { event.preventDefault(); box.size *= event.deltaY > 0 ? 1.1 : 1 / 1.1; show(); };
    </script>`;
}
