import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type BookingExport,
  confirmMyBooking,
  createBookingExport,
  type DeskBooking,
  listAudit,
  listBookingExports,
  listPalaceBookings,
  moveUpWaiting,
  type QueryInputOf,
} from '@wengong/contract';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createStaff, createWorker, openSession, type TestPerson } from '../../../testkit/person.ts';
import { sheetCells } from '../../../testkit/sheet.ts';
import { createDesk, type Desk } from '../../programme/programme.factory.ts';
import { book, bookOrWait, createSession, disorder, runJob, type TestSession } from '../booking.factory.ts';

let app: TestApp;
let desk: Desk;
let clerk: TestPerson;
let calligraphy: TestSession;
let choir: TestSession;
let lin: TestPerson;
let tian: TestPerson;
before(async () => {
  app = await createTestApp();
  desk = await createDesk(app);
  clerk = await createStaff(app, desk.palaceId, ['front_desk']);
  calligraphy = await createSession(app, { desk, activity: { maxCompanions: 5 } });
  choir = await createSession(app, {
    desk,
    startsAt: '2026-11-27T06:00:00Z',
    plan: { capacity: 1 },
    activity: { title: '合唱排练', titleEn: 'Choir', priceFen: 500, memberPriceFen: 0 },
  });
  [lin, tian] = await Promise.all([
    createWorker(app, { displayName: '林小满' }),
    createWorker(app, { displayName: '=cmd|田禾', member: true }),
  ]);
  await book(app, calligraphy, lin, 2);
  await book(app, choir, tian);
  await bookOrWait(app, choir, lin);
});
after(async () => {
  assert.deepEqual(await disorder(app), []);
  await app.close();
});

const find = async (query: QueryInputOf<typeof listPalaceBookings>, as = clerk) =>
  app.call(listPalaceBookings, { params: { palaceId: desk.palaceId }, query, as });
const seen = (items: readonly DeskBooking[]) => items.map((item) => `${item.displayName} ${item.title}`);

test('a booking is found by name, number, its last digits, a ticket’s code and the activity’s title', async () => {
  const [first] = (await find({ q: lin.phone.slice(-4) })).items;
  assert.equal(first?.displayName, '林小满');
  const both = ['林小满 合唱排练', '林小满 书法入门'];
  assert.deepEqual(seen((await find({ q: lin.phone })).items), both);
  assert.deepEqual(seen((await find({ q: '林小' })).items), both);
  assert.deepEqual(seen((await find({ q: 'CHOIR', sort: 'booked' })).items), ['=cmd|田禾 合唱排练', both[0]]);
  const { rows } = await sql<{ code: string }>`select code from ticket order by id limit 1`.execute(
    app.deps.db.reader,
  );
  const byCode = await find({ q: (rows[0]?.code ?? '').toLowerCase() });
  assert.deepEqual([byCode.items.length, byCode.total], [1, 1]);
  assert.deepEqual((await find({ q: '%' })).items, []);
});

test('filters and orders go together; pages follow each other without a gap', async () => {
  assert.deepEqual(seen((await find({ status: 'waitlisted' })).items), ['林小满 合唱排练']);
  assert.deepEqual(seen((await find({ from: '2026-11-26', to: '2026-11-27', status: 'live' })).items), [
    '=cmd|田禾 合唱排练',
  ]);
  assert.equal(
    (
      await find({
        sessionId: calligraphy.sessionId,
        activityId: (await find({ q: 'choir' })).items[0]?.activityId,
      })
    ).total,
    0,
  );
  for (const sort of ['starts', '-starts', 'booked', '-booked'] as const) {
    const whole = (await find({ sort })).items.map((item) => item.bookingId);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const part = await find({ sort, limit: 1, cursor });
      assert.equal(part.total, cursor === undefined ? 3 : null);
      paged.push(...part.items.map((item) => item.bookingId));
      cursor = part.nextCursor ?? undefined;
    } while (cursor !== undefined);
    assert.deepEqual(paged, whole, sort);
  }
});

test('who may look: staff of this palace', async () => {
  const other = await createDesk(app);
  const params = { palaceId: desk.palaceId };
  assert.equal((await app.refused(listPalaceBookings, { params, as: other.director })).status, 404);
  assert.equal((await app.refused(listPalaceBookings, { params, as: lin })).status, 403);
  assert.equal((await app.refused(listPalaceBookings, { params })).status, 401);
  const theirs = await app.call(listPalaceBookings, {
    params: { palaceId: other.palaceId },
    query: { q: lin.phone },
    as: other.director,
  });
  assert.deepEqual([theirs.items, theirs.total], [[], 0]);
});

const ask = (body: Partial<Parameters<typeof bodyOf>[0]>, as = clerk): Promise<BookingExport> =>
  app.call(createBookingExport, { params: { palaceId: desk.palaceId }, body: bodyOf(body), as });
const bodyOf = (body: {
  filter?: object;
  format?: 'csv' | 'xlsx';
  locale?: 'zh' | 'en';
  reason?: string;
}) => ({ filter: {}, format: 'csv' as const, locale: 'zh' as const, ...body });
const fetchFile = (path: string, as: TestPerson) =>
  app.inject({ method: 'GET', url: path, headers: { cookie: as.cookie } });

test('an export is masked; formulas are defused; a workbook holds the same', async () => {
  const asked = await ask({});
  assert.equal(asked.rows, 3);
  const answer = await fetchFile(asked.path, clerk);
  assert.match(String(answer.headers['content-disposition']), /filename\*=UTF-8''.*2026-11-23\.csv/);
  const lines: string[][] = parse(answer.rawPayload, { bom: true });
  assert.deepEqual(lines[0]?.slice(0, 6), ['活动', '开始', '结束', '场地', '姓名', '手机号']);
  const row = lines.find((line) => line[0] === '书法入门') ?? [];
  assert.deepEqual(row.slice(4, 8), [
    '林**',
    `${lin.phone.slice(3, 6)}****${lin.phone.slice(-4)}`,
    '3',
    '甲**、乙**',
  ]);
  assert.deepEqual(row.slice(1, 3), ['2026-11-25 14:00', '2026-11-25 15:00']);
  assert.ok(!answer.body.includes('林小满') && !answer.body.includes(lin.phone.slice(-8)));
  assert.ok(lines.some((line) => line[4] === "'=**"));
  const workbook = await fetchFile((await ask({ format: 'xlsx', locale: 'en' })).path, clerk);
  const cells = await sheetCells(workbook.rawPayload);
  assert.deepEqual(cells[0]?.slice(0, 2), ['Activity', 'Start']);
  assert.equal(cells.length, 4);
  assert.ok(cells.some((line) => line[0] === 'Choir' && line[11] === '0'));
});

test('names and numbers in clear are for a director with a reason, and the log says so', async () => {
  const params = { palaceId: desk.palaceId };
  const reason = '消防演练联系名单';
  assert.equal(
    (await app.refused(createBookingExport, { params, body: bodyOf({ reason }), as: clerk })).code,
    'clear-names-by-director',
  );
  const asked = await ask({ reason, filter: { q: lin.phone } }, desk.director);
  const answer = await fetchFile(asked.path, desk.director);
  assert.ok(answer.body.includes('林小满') && answer.body.includes(lin.phone.slice(3)));
  assert.ok(!answer.body.includes('田禾'));
  const { items } = await app.call(listAudit, { params, query: { limit: 1 }, as: desk.director });
  assert.equal(items[0]?.action, 'booking-export.create-in-clear');
  const logged = JSON.stringify(items[0]?.after);
  assert.ok(logged.includes(reason) && !logged.includes(lin.phone.slice(-8)));
  const history = await app.call(listBookingExports, { params, as: desk.director });
  assert.deepEqual([history.items[0]?.reason, history.items[0]?.filter.q], [reason, lin.phone]);
  assert.equal((await app.refused(listBookingExports, { params, as: clerk })).status, 403);
});

test('a file is only for who asked for it, for half an hour; then what was typed is forgotten', async () => {
  const asked = await ask({ filter: { q: '林小满' } });
  assert.equal((await fetchFile(asked.path, desk.director)).statusCode, 404);
  assert.equal((await fetchFile(asked.path.replace('.csv', '.xlsx'), clerk)).statusCode, 404);
  assert.equal((await fetchFile(asked.path, clerk)).statusCode, 200);
  const held = app.clock.now();
  app.clock.set(new Date(held.getTime() + 31 * 60_000));
  const again = { ...clerk, cookie: await openSession(app, clerk.personId, true) };
  assert.equal((await fetchFile(asked.path, again)).json().code, 'export-expired');
  await runJob(app, 'booking.forget-searches');
  const { rows } = await sql<{ left: number }>`
    select count(searched)::int as left from booking_export`.execute(app.deps.db.reader);
  assert.equal(rows[0]?.left, 0);
  await assert.rejects(
    app.deps.db.pool.query(`update booking_export set reason = 'changed'`),
    /append-only|refuse/,
  );
  app.clock.set(held);
});

test('who is moved up the waiting list is offered the next seat, and the log says why', async () => {
  const session = await createSession(app, { desk, plan: { capacity: 1 } });
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => createWorker(app)));
  assert.ok(first && second && third);
  const taken = await book(app, session, first);
  await bookOrWait(app, session, second);
  const last = await bookOrWait(app, session, third);
  const params = { palaceId: desk.palaceId, bookingId: last.id };
  const body = { reason: '轮椅使用者，已与前位协商' };
  assert.equal((await app.refused(moveUpWaiting, { params, body, as: clerk })).status, 403);
  const moved = await app.call(moveUpWaiting, { params, body, as: desk.director });
  assert.equal(moved.queuePosition, 1);
  const { items } = await app.call(listAudit, {
    params: { palaceId: desk.palaceId },
    query: { limit: 1 },
    as: desk.director,
  });
  assert.deepEqual([items[0]?.action, items[0]?.before], ['booking.move-up', { position: 2 }]);
  await app.inject({
    method: 'POST',
    url: `/api/v1/me/bookings/${taken.id}/cancel`,
    headers: { cookie: first.cookie },
  });
  await app.settle();
  const confirmed = await app.call(confirmMyBooking, { params: { bookingId: last.id }, as: third });
  assert.equal(confirmed.status, 'confirmed');
  const notWaiting = { params, body, as: desk.director };
  assert.equal((await app.refused(moveUpWaiting, notWaiting)).code, 'not-waiting');
});

test('people whose number’s end is not noted are caught up with', async () => {
  await app.deps.db.pool.query('update person set phone_end = null where id = $1', [lin.personId]);
  assert.equal(
    (await find({ q: lin.phone.slice(-4) })).items.some((item) => item.personId === lin.personId),
    false,
  );
  await runJob(app, 'identity.note-phone-ends');
  assert.ok((await find({ q: lin.phone.slice(-4) })).items.some((item) => item.personId === lin.personId));
});
