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

const [width, height] = [640, 480];

/**
 * A film, repeated for ever: the QR code of `text`, black on white, nearer and farther and not quite still, as on a
 * phone held to the camera.
 */
function filmOf(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const frames = [
    { scale: 6, dx: 0, dy: 0 },
    { scale: 5, dx: 3, dy: -2 },
    { scale: 6, dx: -4, dy: 1 },
    { scale: 7, dx: 1, dy: 2 },
  ].filter(({ scale }) => size * scale <= height - 8);
  assert.ok(frames.length > 0, `a code of ${size} modules is too large for the film`);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...frames.flatMap((frame) => pictureOf(data, size, frame))]);
}

function pictureOf(
  data: boolean[][],
  size: number,
  frame: { scale: number; dx: number; dy: number },
): Buffer[] {
  const left = Math.floor((width - size * frame.scale) / 2) + frame.dx;
  const top = Math.floor((height - size * frame.scale) / 2) + frame.dy;
  const brightness = Buffer.alloc(width * height, 235);
  for (let y = 0; y < size * frame.scale; y += 1) {
    for (let x = 0; x < size * frame.scale; x += 1) {
      const dark = data[Math.floor(y / frame.scale)]?.[Math.floor(x / frame.scale)];
      if (dark) brightness[(top + y) * width + left + x] = 16;
    }
  }
  const colourless = Buffer.alloc((width * height) / 2, 128);
  return [Buffer.from('FRAME\n'), brightness, colourless];
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
