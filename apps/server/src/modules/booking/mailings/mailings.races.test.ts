import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createStaff } from '../../../testkit/person.ts';
import { book, createSession, runJob } from '../booking.factory.ts';
import {
  attempt,
  change,
  goesWrong,
  pauseInserts,
  post,
  withServers,
  workers,
} from '../booking.races.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

async function booked(target: TestApp, people: number) {
  const session = await createSession(target);
  for (const worker of await workers(target, people)) await book(target, session, worker);
  const { rows } = await sql<{ activity_id: string }>`
    select activity_id from session where id = ${session.sessionId}`.execute(target.deps.db.reader);
  const { sessionId, palaceId } = session;
  const body = {
    activityId: rows[0]?.activity_id,
    sessionId,
    statuses: ['confirmed'],
    title: '通知',
    titleEn: '',
    body: '请带毛笔',
    bodyEn: '',
  };
  return { palaceId, body, clerk: await createStaff(target, palaceId, ['front_desk']) };
}

/** Two clerks write the same at the same moment: it goes out once. */
async function sameWords(target: TestApp): Promise<void> {
  const { palaceId, body, clerk } = await booked(target, 2);
  const answers = await attempt(
    Array.from({ length: 6 }, (_, at) =>
      post(target, `/palaces/${palaceId}/mailings`, clerk, body, `the-same-words-${at}`),
    ),
  );
  assert.deepEqual(answers, { done: 1, 'mailing-sent-today': 5 });
}

test('the same words from several desks at once go out once', () => sameWords(app));

test('… and without the guard more than once', () =>
  goesWrong(
    async (target) => {
      await change(target, 'drop index mailing_once_a_day');
      await pauseInserts(target, 'booking_mailing');
    },
    async (target) => {
      await assert.rejects(sameWords(target), assert.AssertionError);
    },
  ));

/** Several processes put one mailing into inboxes: nobody has it twice. */
async function toldOnce(target: TestApp): Promise<void> {
  const { palaceId, body, clerk } = await booked(target, 8);
  assert.equal((await post(target, `/palaces/${palaceId}/mailings`, clerk, body)).statusCode, 201);
  target.clock.set(new Date(target.clock.now().getTime() + 20_000));
  await withServers(target, 3, async (servers) => {
    await Promise.all(servers.map((server) => runJob(server, 'booking.tell-mailings')));
  });
  await target.settle();
  const { rows } = await sql<{ messages: number; people: number }>`
    select count(*)::int as messages, count(distinct person_id)::int as people from message
    where kind = 'booking.mailing'`.execute(target.deps.db.reader);
  assert.deepEqual(rows[0], { messages: 8, people: 8 });
}

test('several processes tell everybody once', async () => {
  const target = await createTestApp();
  try {
    await toldOnce(target);
  } finally {
    await target.close();
  }
});

test('… and twice when what was told is not remembered', () =>
  goesWrong(
    (target) =>
      change(
        target,
        `create function forget() returns trigger language plpgsql as 'begin new.told_at := null; return new; end';
        create trigger forget before update on booking_mailing_recipient for each row execute function forget()`,
      ),
    async (target) => {
      await assert.rejects(toldOnce(target), assert.AssertionError);
    },
  ));
