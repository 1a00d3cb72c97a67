import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  type ActivitySort,
  cancelActivity,
  createActivity,
  getActivity,
  getStaffActivity,
  listSessions,
  listStaffActivities,
  publishActivity,
  rejectActivity,
  submitActivity,
  updateActivity,
  withdrawActivity,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createStaff } from '../../testkit/person.ts';
import {
  content,
  createDesk,
  makeDraft,
  makePublished,
  plan,
  publish,
  watchEvents,
} from './programme.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const SOON = '2026-12-01T02:00:00Z';

/** What the audit log says about an activity, oldest first. */
async function audited(palaceId: string, subjectId: string): Promise<{ action: string; after: unknown }[]> {
  const { rows } = await sql<{ action: string; after: unknown }>`
    select action, after from audit_entry where palace_id = ${palaceId} and subject_id = ${subjectId}
    order by seq`.execute(app.deps.db.reader as never);
  return rows;
}

const listed = async (palaceId: string) =>
  (await app.call(listSessions, { query: { palaceId } })).items.map((item) => item.title);

test('draft → submitted → published: it appears on the portal only then, and every step is audited', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor, reviewer } = desk;
  const events = watchEvents(app);
  const { activity, sessionIds } = await makeDraft(app, desk, { title: '书法入门' }, [plan(SOON)]);
  const params = { palaceId, activityId: activity.id };
  const submitted = await app.call(submitActivity, { params, body: { version: 1 }, as: editor });
  assert.equal(submitted.status, 'submitted');
  assert.equal(submitted.submittedBy?.id, editor.personId);
  assert.deepEqual(await listed(palaceId), []);
  assert.equal((await app.refused(getActivity, { params })).status, 404);

  const body = { version: submitted.version, note: '可以' };
  const published = await app.call(publishActivity, { params, body, as: reviewer });
  assert.deepEqual([published.status, published.reviewNote], ['published', '可以']);
  assert.equal(published.reviewedBy?.id, reviewer.personId);
  assert.deepEqual(await listed(palaceId), ['书法入门']);
  assert.deepEqual(
    events.filter(([topic]) => topic === 'programme.session-published'),
    [
      [
        'programme.session-published',
        { palaceId, sessionId: sessionIds[0], activityId: activity.id, capacity: 20 },
      ],
    ],
  );
  assert.deepEqual(
    (await audited(palaceId, activity.id)).map((each) => each.action),
    ['activity.create', 'session.add', 'activity.submit', 'activity.publish'],
  );
});

test('nobody reviews what they submitted, whatever roles they hold; a director reviews others’ work', async () => {
  const desk = await createDesk(app);
  const { palaceId } = desk;
  const everything = await createStaff(app, palaceId, ['editor', 'reviewer', 'director']);
  const own = await makeDraft(app, { ...desk, editor: everything }, {}, [plan(SOON)]);
  const params = { palaceId, activityId: own.activity.id };
  const { version } = await app.call(submitActivity, { params, body: { version: 1 }, as: everything });
  for (const refused of [
    await app.refused(publishActivity, { params, body: { version }, as: everything }),
    await app.refused(rejectActivity, { params, body: { version, note: '不行' }, as: everything }),
  ]) {
    assert.deepEqual(refused, { status: 403, code: 'review-own-work' });
  }
  assert.equal((await app.call(getStaffActivity, { params, as: everything })).status, 'submitted');
  const published = await app.call(publishActivity, { params, body: { version }, as: desk.director });
  assert.equal(published.status, 'published');
});

test('the database itself refuses a publication by who submitted it', async () => {
  const desk = await createDesk(app);
  const { activity } = await makePublished(app, desk, {}, [plan(SOON)]);
  await assert.rejects(
    app.deps.db.transact((tx) =>
      sql`update activity set reviewed_by = submitted_by where id = ${activity.id}`.execute(tx),
    ),
    /activity_reviewed_by_another/,
  );
});

test('who is only an editor cannot publish; who is only a reviewer cannot write', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor, reviewer } = desk;
  const { activity } = await makeDraft(app, desk, {}, [plan(SOON)]);
  const params = { palaceId, activityId: activity.id };
  const { version } = await app.call(submitActivity, { params, body: { version: 1 }, as: editor });
  const refused = { status: 403, code: 'not-permitted' };
  assert.deepEqual(await app.refused(publishActivity, { params, body: { version }, as: editor }), refused);
  assert.deepEqual(
    await app.refused(createActivity, { params: { palaceId }, body: content(), as: reviewer }),
    refused,
  );
});

test('a rejected activity goes back with the note, is changed and submitted again', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor, reviewer } = desk;
  const { activity } = await makeDraft(app, desk, {}, [plan(SOON)]);
  const params = { palaceId, activityId: activity.id };
  const first = await app.call(submitActivity, { params, body: { version: 1 }, as: editor });
  const rejected = await app.call(rejectActivity, {
    params,
    body: { version: first.version, note: '请补充英文名称' },
    as: reviewer,
  });
  assert.deepEqual([rejected.status, rejected.reviewNote], ['rejected', '请补充英文名称']);
  const body = { version: rejected.version, content: content({ titleEn: 'Calligraphy' }) };
  const changed = await app.call(updateActivity, { params, body, as: editor });
  assert.equal(changed.titleEn, 'Calligraphy');
  const again = await app.call(submitActivity, { params, body: { version: changed.version }, as: editor });
  const done = await app.call(publishActivity, { params, body: { version: again.version }, as: reviewer });
  assert.equal(done.status, 'published');
  const update = (await audited(palaceId, activity.id)).find((each) => each.action === 'activity.update');
  assert.deepEqual(update?.after, { titleEn: 'Calligraphy' });
});

test('what is submitted or published is not edited; withdrawn it leaves the portal and is a draft again', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor } = desk;
  const { activity } = await makePublished(app, desk, { title: '旧标题' }, [plan(SOON)]);
  const params = { palaceId, activityId: activity.id };
  const body = { version: activity.version, content: content({ title: '新标题' }) };
  assert.deepEqual(await app.refused(updateActivity, { params, body, as: editor }), {
    status: 409,
    code: 'activity-not-editable',
  });
  const draft = await app.call(withdrawActivity, { params, body: { version: activity.version }, as: editor });
  assert.equal(draft.status, 'draft');
  assert.deepEqual(await listed(palaceId), []);
  const changed = await app.call(updateActivity, {
    params,
    body: { ...body, version: draft.version },
    as: editor,
  });
  const republished = await publish(app, desk, changed);
  assert.equal(republished.publishedAt, activity.publishedAt);
  assert.deepEqual(await listed(palaceId), ['新标题']);
});

test('a version that is not the newest is a conflict, by body or by If-Match; the version is the ETag', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor } = desk;
  const { activity } = await makeDraft(app, desk, {}, []);
  const url = `/api/v1/palaces/${palaceId}/programme/activities/${activity.id}`;
  const read = await app.inject({ method: 'GET', url, headers: { cookie: editor.cookie } });
  assert.equal(read.headers.etag, '"1"');
  const write = (version: number, ifMatch: string) =>
    app.inject({
      method: 'PUT',
      url,
      headers: { cookie: editor.cookie, 'if-match': ifMatch },
      payload: { version, content: content({ title: `版本 ${version}` }) },
    });
  assert.equal((await write(1, '"9"')).json().code, 'conflict');
  assert.equal((await write(1, '"1"')).json().title, '版本 1');
  assert.equal((await write(1, '*')).json().code, 'conflict');
  assert.equal((await write(2, 'W/"2"')).statusCode, 200);
});

test('two reviewers at once: one decision counts, the other is told', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor, reviewer, director } = desk;
  for (let round = 0; round < 5; round += 1) {
    const { activity } = await makeDraft(app, desk, {}, [plan(SOON)]);
    const params = { palaceId, activityId: activity.id };
    const { version } = await app.call(submitActivity, { params, body: { version: 1 }, as: editor });
    const outcomes = await Promise.allSettled([
      app.call(publishActivity, { params, body: { version }, as: reviewer }),
      app.call(rejectActivity, { params, body: { version, note: '再改' }, as: director }),
    ]);
    assert.deepEqual(outcomes.map((each) => each.status).sort(), ['fulfilled', 'rejected']);
  }
});

test('submission needs a coming session', async () => {
  const desk = await createDesk(app);
  const { activity } = await makeDraft(app, desk, {}, []);
  const params = { palaceId: desk.palaceId, activityId: activity.id };
  assert.deepEqual(await app.refused(submitActivity, { params, body: { version: 1 }, as: desk.editor }), {
    status: 409,
    code: 'activity-needs-session',
  });
});

test('a cancelled activity leaves the portal with its sessions, says why, and changes no more', async () => {
  const desk = await createDesk(app);
  const { palaceId, director, editor } = desk;
  const { activity, sessionIds } = await makePublished(app, desk, {}, [
    plan(SOON),
    plan('2026-12-08T02:00:00Z'),
  ]);
  const params = { palaceId, activityId: activity.id };
  const events = watchEvents(app);
  const cancelled = await app.call(cancelActivity, {
    params,
    body: { version: activity.version, reason: '场馆检修' },
    as: director,
  });
  assert.equal(cancelled.status, 'cancelled');
  assert.deepEqual(
    cancelled.sessions.map((session) => [session.status, session.cancelReason]),
    [
      ['cancelled', '场馆检修'],
      ['cancelled', '场馆检修'],
    ],
  );
  assert.deepEqual(await listed(palaceId), []);
  const told = events.filter(([topic]) => topic === 'programme.session-cancelled');
  assert.deepEqual(
    new Set(told.map(([, payload]) => (payload as { sessionId: string }).sessionId)),
    new Set(sessionIds),
  );
  assert.deepEqual(
    await app.refused(updateActivity, {
      params,
      body: { version: cancelled.version, content: content() },
      as: editor,
    }),
    { status: 409, code: 'activity-cancelled' },
  );
});

test('the staff list: states with their counts, search, paging by last change', async () => {
  const desk = await createDesk(app);
  const { palaceId, reviewer } = desk;
  const made: string[] = [];
  for (const title of ['合唱团排练', '太极拳 100% 入门', '合唱团汇演']) {
    const { activity } = await makeDraft(app, desk, { title }, []);
    made.unshift(activity.id);
    app.clock.advance(0.1);
  }
  await makePublished(app, desk, { title: '已发布' }, [plan(SOON)]);
  const list = (query: object) =>
    app.call(listStaffActivities, { params: { palaceId }, query: query as never, as: reviewer });
  const all = await list({});
  assert.deepEqual(all.counts, { draft: 3, submitted: 0, published: 1, rejected: 0, cancelled: 0 });
  assert.equal(all.items[0]?.title, '已发布');
  assert.deepEqual([all.items[0]?.sessions, all.items[0]?.nextStartsAt], [1, '2026-12-01T02:00:00.000Z']);
  assert.deepEqual(
    (await list({ status: 'draft' })).items.map((item) => item.id),
    made,
  );
  assert.equal((await list({ q: '合唱团' })).items.length, 2);
  assert.deepEqual(
    (await list({ q: '100%' })).items.map((item) => item.title),
    ['太极拳 100% 入门'],
  );
  const first = await list({ status: 'draft', limit: 2 });
  const second = await list({ status: 'draft', limit: 2, cursor: first.nextCursor });
  assert.deepEqual(
    [...first.items, ...second.items].map((item) => item.id),
    made,
  );
  assert.equal(second.nextCursor, null);
  assert.equal((await app.refused(listStaffActivities, { params: { palaceId } })).status, 401);
  const neighbour = await createDesk(app);
  assert.equal(
    (await app.refused(listStaffActivities, { params: { palaceId }, as: neighbour.editor })).status,
    404,
  );
});

test('the staff list by the next session: the soonest or the latest first, without one last either way, page by page; a cursor of another order is refused', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor } = desk;
  const days = ['2026-12-05', null, '2026-12-02', '2026-12-09', null];
  for (const day of days) {
    const plans = day === null ? [] : [plan(`${day}T02:00:00Z`)];
    await makeDraft(app, desk, { title: day ?? '未排场次' }, plans);
    app.clock.advance(0.1);
  }
  const everyPage = async (sort: ActivitySort) => {
    const titles: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await app.call(listStaffActivities, {
        params: { palaceId },
        query: { sort, limit: 2, ...(cursor === undefined ? {} : { cursor }) },
        as: editor,
      });
      titles.push(...page.items.map((item) => item.title));
      cursor = page.nextCursor;
    }
    return titles;
  };
  const dated = ['2026-12-02', '2026-12-05', '2026-12-09'];
  const made = days.map((day) => day ?? '未排场次');
  assert.deepEqual(await everyPage('next'), [...dated, '未排场次', '未排场次']);
  assert.deepEqual(await everyPage('-next'), [...dated.toReversed(), '未排场次', '未排场次']);
  assert.deepEqual(await everyPage('updated'), made);
  assert.deepEqual(await everyPage('-updated'), made.toReversed());
  const options = { params: { palaceId }, as: editor };
  const { nextCursor } = await app.call(listStaffActivities, {
    ...options,
    query: { sort: 'next', limit: 2 },
  });
  const query = { sort: 'updated' as const, cursor: nextCursor ?? '' };
  assert.equal((await app.refused(listStaffActivities, { ...options, query })).code, 'invalid-request');
});

test('content that contradicts itself is refused and nothing is written', async () => {
  const { palaceId, editor } = await createDesk(app);
  const wrong = [
    content({ priceFen: 100, memberPriceFen: 200 }),
    content({ openTo: 'categories', categories: [] }),
    content({ openTo: 'everyone', categories: ['courier'] }),
    content({ title: '   ' }),
    content({ title: '长'.repeat(81) }),
    content({ title: '半个字\ud800' }),
    content({ story: '空字符\u0000' }),
  ];
  for (const body of wrong) {
    assert.equal((await app.refused(createActivity, { params: { palaceId }, body, as: editor })).status, 400);
  }
  const list = await app.call(listStaffActivities, { params: { palaceId }, as: editor });
  assert.equal(list.items.length, 0);
});
