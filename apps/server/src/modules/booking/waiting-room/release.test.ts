import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { changeSession, getActivity, getAvailability, listSessions } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker } from '../../../testkit/person.ts';
import { sessionForBooking } from '../../programme/index.ts';
import { plan } from '../../programme/programme.factory.ts';
import { book, createSession, keyOf, SOON } from '../booking.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const change = (
  session: Awaited<ReturnType<typeof createSession>>,
  overrides: Parameters<typeof plan>[1],
) => ({
  params: keyOf(session),
  body: { version: session.version, plan: plan(SOON, overrides) },
  as: session.desk.editor,
});

test('a session gives out places to whoever comes first unless it says otherwise, and says so everywhere', async () => {
  const plain = await createSession(app);
  assert.equal(
    (await sessionForBooking(app.deps.db.reader, plain.palaceId, plain.sessionId))?.release,
    'first_come',
  );
  const session = await createSession(app, { plan: { release: 'ballot' } });
  const { palaceId, sessionId } = session;
  const seen = await app.call(getAvailability, { params: keyOf(session) });
  assert.equal(seen.release, 'ballot');
  const { items } = await app.call(listSessions, { query: { palaceId } });
  assert.deepEqual([items[0]?.id, items[0]?.release], [sessionId, 'ballot']);
  const activity = await app.call(getActivity, { params: { palaceId, activityId: seen.activityId } });
  assert.equal(activity.sessions[0]?.release, 'ballot');
});

test('how places are given out can be changed until somebody has booked, and a plan that is silent keeps it', async () => {
  const session = await createSession(app);
  const changed = await app.call(changeSession, change(session, { release: 'waiting_room' }));
  assert.equal(changed.release, 'waiting_room');
  const { version } = changed;
  const silent = await app.call(changeSession, change({ ...session, version }, { capacity: 30 }));
  assert.equal(silent.release, 'waiting_room');

  const booked = await createSession(app);
  await book(app, booked, await createWorker(app));
  const refused = await app.refused(changeSession, change(booked, { release: 'ballot' }));
  assert.deepEqual(refused, { status: 409, code: 'release-fixed' });
  const other = await app.call(changeSession, change(booked, { release: 'first_come', capacity: 40 }));
  assert.deepEqual([other.release, other.capacity], ['first_come', 40]);
});
