import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type DeskBooking, listPalaceBookings } from '@wengong/contract';
import type { Page } from 'playwright-core';
import { newId } from '../apps/server/src/kernel/ids.ts';
import { createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorld, type World } from './world.ts';

/**
 * A long list fills the rows that are there with what comes: whatever one does, each row says what the API says of the
 * booking in that place, and leads where that booking leads.
 */
const BOOKINGS = 1300;

let world: World;
let desk: Desk;
/** In the order of the list. */
let bookings: readonly DeskBooking[];

before(async () => {
  world = await createWorld();
  desk = await createDesk(world.app);
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  for (const [nth, title] of ['车间合唱排练', '午间太极', '职工书法'].entries()) {
    const activity = { title };
    const { sessionId } = await createSession(world.app, { desk, startsAt: day(2 + nth), activity });
    await insertBookings(sessionId, nth);
  }
  bookings = await allBookings();
});
after(() => world.close());

/** A third of the bookings, with names of their own, in turn with those of the other sessions. */
async function insertBookings(sessionId: string, nth: number): Promise<void> {
  const { pool } = world.app.deps.db;
  const mine = Array.from({ length: BOOKINGS }, (_, at) => at).filter((at) => at % 3 === nth);
  const people = mine.map(() => newId());
  const { keys } = world.app.deps;
  await pool.query(
    `insert into person (id, display_name, phone_cipher, phone_hash, created_at)
     select id, '职工' || at, cipher, sha256(id::text::bytea), now()
     from unnest($1::uuid[], $2::int[], $3::bytea[]) as given (id, at, cipher)`,
    [people, mine, mine.map((at) => keys.seal(`+8613${String(900_000_000 + at)}`))],
  );
  await pool.query(
    `insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status, policy_version,
       price_fen, member_price, starts_at, ends_at, queued_at, booked_by)
     select s.palace_id, given.id, s.id, person, p.id, array[p.id], 1,
       (array['no_show', 'excused', 'cancelled_early', 'completed'])[1 + at % 4],
       (select max(version) from booking_policy b where b.palace_id = s.palace_id), at * 100, false, s.starts_at,
       s.ends_at, now() - at * interval '1 minute', person
     from session s join pool p on p.palace_id = s.palace_id and p.session_id = s.id,
       unnest($2::uuid[], $3::uuid[], $4::int[]) as given (id, person, at)
     where s.id = $1`,
    [sessionId, mine.map(() => newId()), people, mine],
  );
}

async function allBookings(): Promise<DeskBooking[]> {
  const all: DeskBooking[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await world.app.call(listPalaceBookings, {
      params: { palaceId: desk.palaceId },
      query: { limit: 500, ...(cursor === undefined ? {} : { cursor }) },
      as: desk.director,
    });
    all.push(...page.items);
    cursor = page.nextCursor;
  }
  assert.equal(all.length, BOOKINGS);
  return all;
}

const listUrl = (search = '') => `${world.origin}/console/${desk.palace.slug}/bookings/all${search}`;

async function openList(search = ''): Promise<Page> {
  const page = await (await world.atDesk(desk.director)).newPage();
  await page.goto(listUrl(search), { waitUntil: 'networkidle' });
  return page;
}

/** Scrolls on until every booking was fetched. */
async function readToTheEnd(page: Page, rows = BOOKINGS): Promise<void> {
  await page.waitForFunction((last) => {
    scrollTo(0, document.documentElement.scrollHeight);
    return document.querySelector(`tr[data-row="${last}"]`) !== null;
  }, rows - 1);
}

/** Two frames without a change: what was asked for is drawn. */
const settle = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => {
        let before = '';
        (function look() {
          const now = document.querySelector('main table')?.textContent ?? '';
          if (now === before) return done();
          before = now;
          requestAnimationFrame(() => requestAnimationFrame(look));
        })();
      }),
  );

interface ShownRow {
  readonly at: number;
  readonly name: string;
  readonly phone: string;
  readonly title: string;
  readonly href: string;
  readonly price: string;
}

const shownRows = (page: Page): Promise<ShownRow[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLTableRowElement>('tr[data-row]')]
      .filter(
        (row) => row.getBoundingClientRect().bottom > 0 && row.getBoundingClientRect().top < innerHeight,
      )
      .map((row) => {
        const cell = (nth: number) => row.cells[nth]?.textContent?.trim() ?? '';
        const link = row.querySelector('a');
        return {
          at: Number(row.dataset.row),
          name: cell(0),
          phone: cell(1),
          title: link?.textContent ?? '',
          href: new URL(link?.href ?? '', location.href).pathname,
          price: cell(6),
        };
      }),
  );

/** Every row on the screen is the booking in its place of the list; the screen is full of them. */
async function checkScreen(page: Page, list = bookings): Promise<readonly ShownRow[]> {
  await settle(page);
  const shown = await shownRows(page);
  assert.ok(shown.length >= 3, `${shown.length} rows on the screen`);
  for (const row of shown) {
    const booking = list[row.at];
    assert.deepEqual(row, {
      at: row.at,
      name: booking?.displayName,
      phone: booking?.phoneMasked,
      title: booking?.title,
      href: `/console/${desk.palace.slug}/sessions/${booking?.sessionId}`,
      price: booking?.priceFen === 0 ? '免费' : `¥${((booking?.priceFen ?? 0) / 100).toLocaleString('en')}`,
    });
  }
  return shown;
}

/** Waits until another list is there: its address comes before its rows. */
const arrive = (page: Page, list: readonly DeskBooking[]) =>
  page.waitForFunction(
    (names) => {
      const row = document.querySelector<HTMLTableRowElement>('tr[data-row]');
      return row?.cells[0]?.textContent?.trim() === names[Number(row?.dataset.row)];
    },
    list.map((booking) => booking.displayName),
  );

/** As by a dragged bar: somewhere else at once. */
const jump = (page: Page, share: number) =>
  page.evaluate((to) => scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * to), share);

test('wherever one jumps, every row is the booking the API has in that place, and leads there', async () => {
  const page = await openList();
  await checkScreen(page);
  await readToTheEnd(page);
  const places = new Set<number>();
  for (const share of [1, 0.5, 0.02, 0.73, 0.7, 0.31, 0.99, 0]) {
    await jump(page, share);
    const [first] = await checkScreen(page);
    places.add(first?.at ?? -1);
  }
  assert.equal(places.size, 8, 'it went somewhere each time');
  // Back and forth faster than a frame: what is left standing is right.
  await page.evaluate(() => {
    for (let step = 0; step < 40; step += 1)
      scrollTo(0, (step * 7919) % (document.documentElement.scrollHeight - innerHeight));
  });
  await checkScreen(page);
  // A click opens who stands in the row, not who stood in its node.
  await jump(page, 0.6);
  const row = (await checkScreen(page))[2];
  await page.locator(`tr[data-row="${row?.at}"] td`).first().click();
  await page.getByRole('dialog', { name: row?.name ?? '', exact: true }).waitFor();
  await page.context().close();
});

test('the row with the focus keeps its node; far away it lets go, and the keys go on from there', async () => {
  const page = await openList();
  await readToTheEnd(page);
  await jump(page, 0);
  await settle(page);
  await page.locator('tr[data-row="2"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.evaluate(() => {
    const row = document.activeElement as HTMLElement & { marked?: boolean };
    row.marked = true;
  });
  const focused = () =>
    page.evaluate(() => {
      const row = document.activeElement as HTMLElement & { marked?: boolean };
      return {
        at: row.dataset.row,
        marked: row.marked === true,
        text: row.querySelector('td')?.textContent?.trim(),
      };
    });
  assert.deepEqual(await focused(), { at: '3', marked: true, text: bookings[3]?.displayName });
  await page.mouse.wheel(0, 400);
  await settle(page);
  assert.deepEqual(await focused(), { at: '3', marked: true, text: bookings[3]?.displayName });
  await jump(page, 0.5);
  const shown = await checkScreen(page);
  const marked = await page.evaluate(
    () => [...document.querySelectorAll('tr')].filter((row) => (row as { marked?: boolean }).marked).length,
  );
  assert.deepEqual([await page.evaluate('document.activeElement.tagName'), marked], ['BODY', 0]);
  // Tab goes into the rows that are there, not to the top of the page.
  await page.keyboard.press('Tab');
  const reached = await page.evaluate(() => Number(document.activeElement?.closest('tr')?.dataset.row ?? -1));
  assert.ok(
    Math.abs(reached - (shown[0]?.at ?? 0)) < 60,
    `Tab reached row ${reached}, shown are from ${shown[0]?.at}`,
  );
  await page.locator(`tr[data-row="${shown[1]?.at}"]`).focus();
  await page.keyboard.press('End');
  await page.waitForFunction(
    (last) => document.activeElement?.getAttribute('data-row') === last,
    String(BOOKINGS - 1),
  );
  await checkScreen(page);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  const name = bookings.at(-2)?.displayName ?? '';
  await page.getByRole('dialog', { name, exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForFunction(
    (at) => document.activeElement?.getAttribute('data-row') === at,
    String(BOOKINGS - 2),
  );
  await page.keyboard.press('Home');
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-row') === '0');
  await checkScreen(page);
  await page.context().close();
});

test('sorted or narrowed while far down, the list begins anew with its own rows, and has an address', async () => {
  const page = await openList();
  await readToTheEnd(page);
  await jump(page, 0.4);
  await checkScreen(page);
  await page.evaluate(() => document.querySelector<HTMLAnchorElement>('th:last-child a')?.click());
  await page.waitForURL(/sort=booked/);
  await arrive(page, bookings.toReversed());
  await checkScreen(page, bookings.toReversed());
  await page.goBack();
  await arrive(page, bookings);
  await checkScreen(page);
  await page.goto(listUrl('?status=no_show'), { waitUntil: 'networkidle' });
  const some = bookings.filter((booking) => booking.status === 'no_show');
  await page.getByText(`共 ${some.length} 条`).waitFor();
  await readToTheEnd(page, some.length);
  await jump(page, 0.5);
  await checkScreen(page, some);
  await page.context().close();
});

test('printed, a long list is there whole, a very long one says that it is not', async () => {
  const page = await openList();
  const rowsAtPrint = async () => {
    await page.evaluate(() => {
      const seen = globalThis as { printed?: number };
      addEventListener('beforeprint', () => {
        seen.printed = document.querySelectorAll('tr[data-row]').length;
      });
    });
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length;
    return { rows: await page.evaluate('printed'), sheets: sheets ?? 0 };
  };
  await page.emulateMedia({ media: 'print' });
  await page.getByText(/^这里印出前 \d+ 行，共 1,300 行/).waitFor();
  await page.emulateMedia({ media: null });
  await page.goto(listUrl('?status=no_show'), { waitUntil: 'networkidle' });
  const some = bookings.filter((booking) => booking.status === 'no_show');
  await readToTheEnd(page, some.length);
  assert.equal((await rowsAtPrint()).rows, some.length);
  // On the screen they are few again.
  await page.waitForFunction(
    (all) => document.querySelectorAll('tr[data-row]').length < all / 2,
    some.length,
  );
  await page.goto(listUrl(), { waitUntil: 'networkidle' });
  await readToTheEnd(page);
  const { rows, sheets } = await rowsAtPrint();
  assert.ok(Number(rows) < 200 && sheets <= 8, `${rows} rows on ${sheets} sheets`);
  await page.emulateMedia({ media: 'print' });
  await page.getByText(/^这里只印出屏幕附近的几行，共 1,300 行/).waitFor();
  await page.context().close();
});
