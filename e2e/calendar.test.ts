import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { StaffSpace } from '@wengong/contract';
import type { Locator, Page } from 'playwright-core';
import { book, createSession, type TestSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { makeSpace, openDaily } from '../apps/server/src/modules/venue/venue.factory.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

/** The week of rooms as an editor works in it: a session is moved by the mouse and by keys alike, and taken back. */
let world: World;
let desk: Desk;
let rooms: { theatre: StaffSpace; studio: StaffSpace };
let session: TestSession;

/** Days of the week after the next one, which is wholly to come: Monday is 0. */
const MONDAY = (() => {
  const day = new Date(Date.now() + 14 * 86_400_000);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
})();
const dayOf = (weekday: number) =>
  new Date(Date.parse(`${MONDAY}T00:00:00Z`) + weekday * 86_400_000).toISOString().slice(0, 10);
/** Hours are those of Shanghai, where the palace is. */
const instant = (weekday: number, time: string) =>
  new Date(`${dayOf(weekday)}T${time}:00+08:00`).toISOString();

before(async () => {
  world = await createWorld();
});
// A palace of its own for each test: nobody's session is in another's way.
beforeEach(async () => {
  desk = await createDesk(world.app);
  const { palaceId, director } = desk;
  await openDaily(world.app, palaceId, director);
  rooms = {
    theatre: await makeSpace(world.app, palaceId, director, { name: '濠滨剧场', position: 1 }),
    studio: await makeSpace(world.app, palaceId, director, { name: '排练厅', position: 2 }),
  };
  session = await plan('要挪的太极', 1, '10:00', rooms.theatre);
});
after(() => world.close());

const plan = (title: string, weekday: number, time: string, space: StaffSpace) =>
  createSession(world.app, {
    desk,
    startsAt: instant(weekday, time),
    activity: { title },
    plan: { spaceId: space.id },
  });

async function openWeek(view = ''): Promise<{ page: Page; item: Locator }> {
  const page = await (await world.atDesk(desk.editor)).newPage();
  const url = `${world.origin}/console/${desk.palace.slug}/calendar?week=${MONDAY}${view}`;
  await page.goto(url, { waitUntil: 'networkidle' });
  return { page, item: page.locator(`[data-item="${session.sessionId}"]`) };
}

/** Where the session is kept to be. */
async function stands(page: Page): Promise<{ at: string; ends: string; room: string }> {
  const { rows } = await world.app.deps.db.pool.query<{ at: Date; ends: Date; room: string }>(
    'select starts_at as at, ends_at as ends, space_id as room from session where id = $1',
    [session.sessionId],
  );
  const [row] = rows;
  await page.waitForLoadState('networkidle');
  return { at: row?.at.toISOString() ?? '', ends: row?.ends.toISOString() ?? '', room: row?.room ?? '' };
}
const hasFocus = (page: Page) =>
  page.waitForFunction((id) => document.activeElement?.getAttribute('data-item') === id, session.sessionId);
const moved = (page: Page) => page.getByText(/《要挪的太极》已移到/).waitFor();

test('dragged into another day’s cell a session keeps its hours; undo puts it back', async () => {
  const { page, item } = await openWeek();
  const cells = page.getByRole('row', { name: /^排练厅/ }).getByRole('cell');
  await item.dragTo(cells.nth(4));
  await moved(page);
  const there = await stands(page);
  assert.deepEqual(there, { at: instant(4, '10:00'), ends: instant(4, '11:00'), room: rooms.studio.id });
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByText('已移回原处').waitFor();
  assert.deepEqual(await stands(page), {
    at: instant(1, '10:00'),
    ends: instant(1, '11:00'),
    room: rooms.theatre.id,
  });
  await page.context().close();
});

test('in the week of all rooms it is carried by keys, and keeps the focus where it is put', async () => {
  const { page, item } = await openWeek();
  await item.focus();
  for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter'])
    await page.keyboard.press(key);
  await moved(page);
  assert.deepEqual(await stands(page), {
    at: instant(3, '10:00'),
    ends: instant(3, '11:00'),
    room: rooms.studio.id,
  });
  await hasFocus(page);
  // On with the keys from where it stands: taken up, carried, and let go without moving.
  for (const key of ['Space', 'ArrowLeft', 'Escape']) await page.keyboard.press(key);
  await hasFocus(page);
  assert.equal((await stands(page)).at, instant(3, '10:00'));
  await page.context().close();
});

test('in the week of one room keys carry it over days and hours and make it longer', async () => {
  const { page, item } = await openWeek(`&view=room&room=${rooms.theatre.id}`);
  await item.focus();
  await page.keyboard.press('Space');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowDown', 'Shift+ArrowDown']) {
    await page.keyboard.press(key);
    await hasFocus(page);
  }
  await page.keyboard.press('Enter');
  await moved(page);
  assert.deepEqual(await stands(page), {
    at: instant(3, '10:30'),
    ends: instant(3, '11:45'),
    room: rooms.theatre.id,
  });
  await hasFocus(page);
  await page.context().close();
});

test('a taken room refuses it: who has it is said, it is where it was, and still has the focus', async () => {
  world.expect(/calendar.*status of 409/);
  await plan('占着的鼓', 2, '10:00', rooms.theatre);
  const { page, item } = await openWeek();
  await item.focus();
  for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.getByText('没有移动').waitFor();
  await page
    .getByText(/占着的鼓/)
    .first()
    .waitFor();
  assert.equal((await stands(page)).at, instant(1, '10:00'));
  await hasFocus(page);
  await page.context().close();
});

test('one that people have booked asks first; left, nothing moves and nobody is told', async () => {
  const worker = await createWorker(world.app);
  await book(world.app, session, worker);
  await world.app.settle();
  const told = async () => {
    const { rows } = await world.app.deps.db.pool.query('select from message where person_id = $1', [
      worker.personId,
    ]);
    return rows.length;
  };
  const before = await told();
  const { page, item } = await openWeek();
  await item.focus();
  for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  const question = page.getByRole('dialog', { name: '通知已预约的人？' });
  await question.getByText('已有 1 席被预约').waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  assert.equal((await stands(page)).at, instant(1, '10:00'));
  await world.app.settle();
  assert.equal(await told(), before);
  await hasFocus(page);
  for (const key of ['Space', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await question.getByRole('button', { name: '移动并通知' }).click();
  await moved(page);
  assert.equal((await stands(page)).room, rooms.studio.id);
  await world.app.settle();
  assert.equal(await told(), before + 1);
  await page.context().close();
});
