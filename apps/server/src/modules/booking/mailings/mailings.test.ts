import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import {
  addSessions,
  type BodyInputOf,
  listMailings,
  listMyMessages,
  previewMailing,
  sendMailing,
  withdrawMailing,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk, type Desk, plan } from '../../programme/programme.factory.ts';
import { book, bookOrWait, createSession, disorder, runJob } from '../booking.factory.ts';

let app: TestApp;
let desk: Desk;
let clerk: TestPerson;
before(async () => {
  app = await createTestApp();
  desk = await createDesk(app);
  clerk = await createStaff(app, desk.palaceId, ['front_desk']);
});
after(() => app.close());
afterEach(async () => assert.deepEqual(await disorder(app), []));

type Draft = BodyInputOf<typeof sendMailing>;
const letter = (
  session: { activityId: string; sessionId: string | null },
  more: Partial<Draft> = {},
): Draft => ({
  activityId: session.activityId,
  sessionId: session.sessionId,
  statuses: ['confirmed'],
  title: '请带毛笔',
  titleEn: 'Bring a brush',
  body: '{姓名}您好，《{活动}》{时间}开课，请自带毛笔。',
  bodyEn: '',
  ...more,
});
const params = () => ({ palaceId: desk.palaceId });

async function activityOf(sessionId: string): Promise<string> {
  const { rows } = await app.deps.db.pool.query<{ activity_id: string }>(
    'select activity_id from session where id = $1',
    [sessionId],
  );
  return rows[0]?.activity_id ?? '';
}

async function bookedSession(people: number, capacity = 20) {
  const session = await createSession(app, { desk, plan: { capacity } });
  const workers = await Promise.all(
    Array.from({ length: people }, (_, at) => createWorker(app, { displayName: `职工${at}` })),
  );
  for (const worker of workers) await bookOrWait(app, session, worker);
  await app.settle();
  return { ...session, activityId: await activityOf(session.sessionId), workers };
}

const inbox = async (as: TestPerson) =>
  (await app.call(listMyMessages, { as })).items.filter((item) => item.kind === 'booking.mailing');

async function goOut() {
  app.clock.set(new Date(app.clock.now().getTime() + 11_000));
  await runJob(app, 'booking.tell-mailings');
  await app.settle();
}

test('the preview counts people and shows the first one’s text; those in other states get nothing', async () => {
  const session = await bookedSession(3, 2);
  const preview = await app.call(previewMailing, {
    params: params(),
    body: letter(session, { body: '{姓名}｛地点｝{电话}' }),
    as: clerk,
  });
  assert.equal(preview.recipients, 2);
  assert.deepEqual(preview.unknown, ['{电话}']);
  assert.match(preview.sample?.body ?? '', /^职工\d\{电话\}$/);
  const sent = await app.call(sendMailing, { params: params(), body: letter(session), as: clerk });
  assert.deepEqual([sent.recipients, sent.told], [2, 0]);
  await runJob(app, 'booking.tell-mailings');
  await app.settle();
  const [first, second, waiting] = session.workers as [TestPerson, TestPerson, TestPerson];
  assert.deepEqual(await inbox(first), []);
  await goOut();
  const [message] = await inbox(first);
  assert.deepEqual(
    [message?.title, message?.titleEn, message?.body],
    ['请带毛笔', 'Bring a brush', '职工0您好，《书法入门》11月25日周三 14:00–15:00开课，请自带毛笔。'],
  );
  // Where no English was written, readers of English get the Chinese as it is.
  assert.equal(message?.bodyEn, message?.body);
  assert.equal(message?.link?.startsWith('/me/bookings/'), true);
  assert.deepEqual([(await inbox(second)).length, (await inbox(waiting)).length], [1, 0]);
  await goOut();
  assert.equal((await inbox(first)).length, 1);
  const history = await app.call(listMailings, {
    params: params(),
    query: { sessionId: session.sessionId },
    as: desk.editor,
  });
  assert.deepEqual([history.items[0]?.told, history.items[0]?.sentByName], [2, '测试工作人员']);
});

test('to a whole activity: who booked several dates is told once, of the next one', async () => {
  const session = await bookedSession(1);
  const more = await app.call(addSessions, {
    params: { ...params(), activityId: session.activityId },
    body: { sessions: [plan('2026-12-02T06:00:00Z'), plan('2026-12-09T06:00:00Z')] },
    as: desk.editor,
  });
  await app.settle();
  const [worker] = session.workers as [TestPerson];
  for (const each of more.items) {
    await book(app, { palaceId: desk.palaceId, sessionId: each.id }, worker);
  }
  const body = letter({ activityId: session.activityId, sessionId: null });
  const sent = await app.call(sendMailing, { params: params(), body, as: clerk });
  assert.equal(sent.recipients, 1);
  await goOut();
  assert.deepEqual(
    (await inbox(worker)).map((item) => item.body.includes('11月25日')),
    [true],
  );
});

test('the same words go out once a day; words nobody knows and nobody to write to are refused', async () => {
  const session = await bookedSession(1);
  const send = (body: Draft, as = clerk) => ({ params: params(), body, as });
  await app.call(sendMailing, send(letter(session)));
  assert.equal(
    (await app.refused(sendMailing, send(letter(session), desk.director))).code,
    'mailing-sent-today',
  );
  const unknown = await app.refused(sendMailing, send(letter(session, { body: '{手机}' })));
  assert.deepEqual([unknown.status, unknown.code], [422, 'mailing-placeholder-unknown']);
  assert.equal(
    (await app.refused(sendMailing, send(letter(session, { statuses: ['no_show'] })))).code,
    'mailing-nobody',
  );
  assert.equal((await app.refused(sendMailing, send(letter(session), desk.editor))).status, 403);
  const other = await createDesk(app);
  const theirs = { params: { palaceId: other.palaceId }, body: letter(session), as: other.director };
  assert.equal((await app.refused(sendMailing, theirs)).status, 404);
  await app.call(sendMailing, send(letter(session, { body: '明天请带毛笔。' })));
});

test('a message taken back in time reaches nobody and may be sent again; afterwards it cannot be', async () => {
  const session = await bookedSession(1);
  const [worker] = session.workers as [TestPerson];
  const send = { params: params(), body: letter(session), as: clerk };
  const first = await app.call(sendMailing, send);
  const key = { params: { ...params(), mailingId: first.id }, as: clerk };
  assert.notEqual((await app.call(withdrawMailing, key)).withdrawnAt, null);
  assert.notEqual((await app.call(withdrawMailing, key)).withdrawnAt, null);
  await goOut();
  assert.deepEqual(await inbox(worker), []);
  const second = await app.call(sendMailing, send);
  await goOut();
  assert.equal((await inbox(worker)).length, 1);
  const late = await app.refused(withdrawMailing, { ...key, params: { ...params(), mailingId: second.id } });
  assert.equal(late.code, 'mailing-gone');
});
