import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { moveSession } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { makeDraft, plan } from '../programme.factory.ts';
import { createSchool } from './planning.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const TARGET = { startsAt: '2026-12-10T02:00:00Z', endsAt: '2026-12-10T03:00:00Z' };

/** Six sessions of six activities are dragged to one room and hour at once; returns how many got it. */
async function dragAll(target: TestApp): Promise<{ won: number; refusals: string[] }> {
  const { desk, room } = await createSchool(target);
  const sessions: string[] = [];
  for (let nth = 1; nth <= 6; nth += 1) {
    const made = await makeDraft(target, desk, {}, [plan(`2026-12-0${nth}T02:00:00Z`, { spaceId: room.id })]);
    sessions.push(...made.sessionIds);
  }
  const answers = await Promise.all(
    sessions.map((sessionId) =>
      target.refused(moveSession, {
        params: { palaceId: desk.palaceId, sessionId },
        body: { version: 1, ...TARGET, spaceId: room.id },
        as: desk.editor,
      }),
    ),
  );
  const refusals = answers.filter((each) => each.status >= 400).map((each) => each.code);
  return { won: answers.length - refusals.length, refusals };
}

test('dragged to one room and hour at once: one session gets it, the others hear that it is taken', async () => {
  const { won, refusals } = await dragAll(app);
  assert.equal(won, 1);
  assert.deepEqual(new Set(refusals), new Set(['space-taken']));
});

test('negative control: without the exclusion constraint all of them get it', async () => {
  const unguarded = await createTestApp();
  try {
    await unguarded.deps.db.transact((tx) =>
      sql`alter table allocation drop constraint allocation_no_overlap`.execute(tx),
    );
    assert.equal((await dragAll(unguarded)).won, 6);
  } finally {
    await unguarded.close();
  }
});
