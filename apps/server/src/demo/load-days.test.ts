import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { deriveKeys } from '../kernel/crypto.ts';
import { createDatabase } from '../kernel/db.ts';
import { checkInvariants, idleSeats, newTicketCode, standingAt } from '../modules/booking/index.ts';
import { cloneTemplate } from '../testkit/app.ts';
import { buildDemonstration } from './build.ts';
import { loadDemonstration } from './loader.ts';
import { SMALL } from './size.ts';

const keys = deriveKeys('a secret of the test, long enough for it');
const SCRIPT = new URL('load.ts', import.meta.url).pathname;

/** Runs the loader as `npm start` does. */
function run(url: string, ...flags: string[]): Promise<{ code: number; lines: string[]; errors: string[] }> {
  const env = { ...process.env, NODE_ENV: 'test', WENGONG_DEMO: 'small', DATABASE_URL: url };
  const lines = (text: string) => text.split('\n').filter((line) => line !== '');
  return new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...flags], { env }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, lines: lines(stdout), errors: lines(stderr) });
    });
  });
}

test('a Saturday night loads as well as a Monday noon', async () => {
  const database = await cloneTemplate();
  const db = createDatabase({ url: database.url, poolSize: 2 });
  try {
    const night = new Date('2027-02-06T15:40:00Z');
    assert.equal(await loadDemonstration(db, keys, night, () => undefined, SMALL), true);
    assert.deepEqual(await checkInvariants(db.reader), []);
    assert.deepEqual(await idleSeats(db.reader, night), []);
  } finally {
    await db.close();
    await database.drop();
  }
});

test('every weekday and hour can be told, with an offer and a waiting list for the worker', () => {
  for (const [day, hour] of [
    [3, 1],
    [4, 7],
    [5, 12],
    [6, 17],
    [7, 19],
    [8, 23],
    [9, 5],
  ] as const) {
    const now = new Date(Date.UTC(2027, 4, day, hour, 25));
    const { rows } = buildDemonstration(now, { keys, ticketCode: newTicketCode, standingAt }, SMALL);
    const lin = rows.of('person').find((person) => person.display_name === '林小满');
    const mine = rows.of('booking').filter((booking) => booking.person_id === lin?.id);
    const states = new Set(mine.map((booking) => booking.status));
    assert.ok(
      states.has('held') && states.has('waitlisted') && states.has('confirmed'),
      `${now.toISOString()}: ${[...states]}`,
    );
    assert.ok(rows.of('booking').length >= 10_000, `${rows.of('booking').length} bookings`);
  }
});

test('the same instant gives the same demonstration', () => {
  const now = new Date('2026-12-24T02:00:00Z');
  const build = () => buildDemonstration(now, { keys, ticketCode: newTicketCode, standingAt }, SMALL).rows;
  const [one, other] = [build(), build()];
  for (const table of ['session', 'booking', 'ticket', 'check_in', 'visit_tap'] as const) {
    assert.deepEqual(one.of(table), other.of(table), table);
  }
});

test('the script loads once, says so the second time, and refuses in one line', async () => {
  const database = await cloneTemplate();
  try {
    const first = await run(database.url, '--if-empty');
    assert.deepEqual([first.code, first.errors], [0, []]);
    const last = first.lines.at(-1) ?? '';
    assert.ok(last.startsWith('DEMO_SIGNINS ['), last);
    assert.ok(first.lines.length > 5, 'progress');
    const second = await run(database.url, '--if-empty');
    assert.deepEqual([second.code, second.lines], [0, ['already loaded']]);
    const told = await run(database.url, '--signins');
    assert.equal(told.lines.length, 1);
    assert.equal(JSON.parse(told.lines[0]?.slice('DEMO_SIGNINS '.length) ?? '').length, 12);
  } finally {
    await database.drop();
  }
  const unreachable = await run('postgres://nobody@127.0.0.1:1/nothing');
  assert.deepEqual([unreachable.code, unreachable.errors.length, unreachable.lines], [1, 1, []]);
  const unknown = await run('postgres://nobody@127.0.0.1:1/nothing', '--all');
  assert.match(unknown.errors.join(), /unknown option --all/);
});
