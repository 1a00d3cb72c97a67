import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getAgenda, getAgendaSession, recordVisit } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createStaff } from '../../../testkit/person.ts';
import { createSession } from '../booking.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

test('an exhibition of months shows the day’s visitors on the agenda, and all of them on its own page', async () => {
  const { palaceId, sessionId } = await createSession(app, {
    startsAt: '2026-11-23T01:00:00Z',
    plan: { endsAt: '2026-12-23T12:00:00Z' },
  });
  const clerk = await createStaff(app, palaceId, ['front_desk', 'director']);
  const tap = (visitors: number) =>
    app.call(recordVisit, { params: { palaceId }, body: { visitors, sessionId }, as: clerk });
  await tap(40);
  app.clock.advance(24 * 60);
  const next = await createStaff(app, palaceId, ['front_desk', 'director']);
  await app.call(recordVisit, { params: { palaceId }, body: { visitors: 3, sessionId }, as: next });
  const agenda = await app.call(getAgenda, {
    params: { palaceId },
    query: { from: '2026-11-24', to: '2026-11-24' },
    as: next,
  });
  assert.equal(agenda.items.find((item) => item.id === sessionId)?.walkIns, 3);
  const whole = await app.call(getAgendaSession, { params: { palaceId, sessionId }, as: next });
  assert.equal(whole.walkIns, 43);
});
