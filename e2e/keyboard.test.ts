import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getMyBooking } from '@wengong/contract';
import { book, createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createStaff, createWorker, randomPhone } from '../apps/server/src/testkit/person.ts';
import { tabTo } from './keyboard.ts';
import { createWorld, noonZone, type World } from './world.ts';

/** The main job with no pointer: Tab, Enter, Space and letters, the focus seen wherever something is done. */
const TITLE = '下班后书法入门';
let world: World;
let desk: Desk;
let sessionId: string;

before(async () => {
  world = await createWorld();
  desk = await createDesk(world.app, { time_zone: noonZone() });
  const startsAt = new Date(Date.now() + 20 * 60_000).toISOString();
  ({ sessionId } = await createSession(world.app, { desk, startsAt, activity: { title: TITLE } }));
});
after(() => world.close());

test('a worker finds an activity, signs in and books it', async () => {
  // A phone's width, where fixed bars cover most.
  const context = await world.onPhone(undefined, { isMobile: false, hasTouch: false });
  const page = await context.newPage();
  const { keyboard } = page;
  await page.goto(world.origin);
  await tabTo(page, page.getByRole('link', { name: '搜索', exact: true }));
  await keyboard.press('Enter');
  await page.waitForURL('**/search');
  await tabTo(page, page.getByRole('searchbox'));
  await keyboard.type('书法');
  await keyboard.press('Enter');
  await page.waitForURL('**/activities?q=*');
  await tabTo(page, page.getByRole('link', { name: TITLE, exact: true }));
  await keyboard.press('Enter');
  await page.waitForURL('**/activities/*');
  await tabTo(page, page.getByRole('link', { name: '预约', exact: true }));
  await keyboard.press('Enter');
  await page.waitForURL('**/sign-in?*');
  await tabTo(page, page.getByLabel('手机号', { exact: true }));
  await keyboard.type(randomPhone().slice('+86'.length));
  await tabTo(page, page.getByRole('checkbox'));
  await keyboard.press('Space');
  await tabTo(page, page.getByRole('button', { name: '获取验证码', exact: true }));
  await keyboard.press('Enter');
  const shown = await page.getByText(/^本次验证码：\d{6}$/).textContent();
  await tabTo(page, page.getByLabel('6 位验证码', { exact: true }));
  await keyboard.type(shown?.slice(-6) ?? '');
  await keyboard.press('Enter');
  await page.waitForURL('**/book');
  await tabTo(page, page.getByRole('button', { name: '确认预约', exact: true }));
  await keyboard.press('Enter');
  await page.getByText('预约成功', { exact: true }).waitFor();
  await context.close();
});

test('the front desk chooses the session, checks a ticket in and takes it back', async () => {
  const worker = await createWorker(world.app);
  const booking = await book(world.app, { palaceId: desk.palaceId, sessionId }, worker);
  const admittedAt = async () => {
    const { tickets } = await world.app.call(getMyBooking, { params: { bookingId: booking.id }, as: worker });
    return tickets[0]?.admittedAt;
  };
  const context = await world.atDesk(await createStaff(world.app, desk.palaceId, ['front_desk']));
  const page = await context.newPage();
  const { keyboard } = page;
  const answer = page.getByRole('main').locator('[aria-live=assertive]');
  await page.goto(`${world.origin}/door/${desk.palace.slug}`);
  await tabTo(page, page.getByRole('link', { name: TITLE }));
  await keyboard.press('Enter');
  await page.waitForURL('**/door/*?session=*');
  await tabTo(page, page.getByLabel('票码', { exact: true }));
  await keyboard.type(booking.tickets[0]?.code ?? '');
  // As soon as the page's script runs.
  await page.getByRole('button', { name: '检票', exact: true, disabled: false }).waitFor();
  await keyboard.press('Enter');
  await answer.getByText('请进', { exact: true }).waitFor();
  assert.notEqual(await admittedAt(), null);
  await tabTo(page, page.getByRole('button', { name: /^撤销入场: 测/ }));
  await keyboard.press('Space');
  await page.getByText('已撤销，这张票可以再次入场', { exact: true }).waitFor();
  assert.equal(await admittedAt(), null);
  await context.close();
});
