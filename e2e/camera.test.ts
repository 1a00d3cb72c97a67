import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { getMyBooking } from '@wengong/contract';
import { encode } from 'uqr';
import { book, createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, noonZone, type World } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'wengong-camera-'));
/** What Chromium's camera sees; it looks when a page opens the camera. */
const film = join(folder, 'ticket.y4m');
let world: World;
let desk: Desk;
let worker: TestPerson;
let booking: Awaited<ReturnType<typeof book>>;

before(async () => {
  world = await createWorld([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ]);
  desk = await createDesk(world.app, { time_zone: noonZone() });
  const startsAt = new Date(Date.now() + 20 * 60_000).toISOString();
  const session = await createSession(world.app, { desk, startsAt });
  worker = await createWorker(world.app);
  booking = await book(world.app, session, worker);
});
after(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A film of one frame, repeated for ever: the QR code of `text`, black on white, as on a phone held to the camera. */
function filmOf(text: string): Buffer {
  const [width, height, scale] = [640, 480, 6];
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const left = Math.floor((width - size * scale) / 2);
  const top = Math.floor((height - size * scale) / 2);
  assert.ok(left >= 0 && top >= 0, `a code of ${size} modules is too large for the film`);
  const brightness = Buffer.alloc(width * height, 235);
  for (let y = 0; y < size * scale; y += 1) {
    for (let x = 0; x < size * scale; x += 1) {
      if (data[Math.floor(y / scale)]?.[Math.floor(x / scale)]) brightness[(top + y) * width + left + x] = 16;
    }
  }
  const colourless = Buffer.alloc((width * height) / 2, 128);
  const head = `YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`;
  return Buffer.concat([Buffer.from(head), brightness, colourless]);
}

test('the front desk holds a phone to the camera: the ticket is read and admitted', async () => {
  const [ticket] = booking.tickets;
  writeFileSync(film, filmOf(ticket?.token ?? ''));
  const staff = await createStaff(world.app, desk.palaceId, ['front_desk']);
  const context = await world.atDesk(staff);
  const page = await context.newPage();
  await page.goto(`${world.origin}/door/${desk.palace.slug}?session=${booking.sessionId}`);
  await page.getByRole('button', { name: '打开摄像头', exact: true }).click();
  const answer = page.getByRole('main').locator('[aria-live=assertive]');
  await answer.getByText('请进', { exact: true }).waitFor();
  const { tickets } = await world.app.call(getMyBooking, { params: { bookingId: booking.id }, as: worker });
  assert.notEqual(tickets[0]?.admittedAt, null);
  await page.getByRole('button', { name: '关闭摄像头', exact: true }).click();
  await page.getByRole('button', { name: '打开摄像头', exact: true }).waitFor();
  await context.close();
});
