import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addContestExternalCount,
  createContest,
  createSeries,
  getContest,
  getLectureSeries,
  getStaffContest,
  importExternalCounts,
  previewExternalCounts,
  setSeriesState,
} from '@wengong/contract';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff, createWorker } from '../../testkit/person.ts';
import { createContestDesk } from './contest.factory.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();

test('what other platforms count of a contest stands beside its votes, with source, day and who entered it', async () => {
  const { palaceId, contestId, director, reviewer } = await createContestDesk(app);
  const params = { palaceId, contestId };
  const editor = await createStaff(app, palaceId, ['editor']);
  const reads = {
    platform: '抖音',
    kind: 'topic_reads' as const,
    count: 66_000_000,
    source: '话题页面',
    asOf: '2026-03-07T00:00:00.000Z',
  };
  const { items } = await app.call(addContestExternalCount, { params, body: reads, as: editor });
  assert.deepEqual(
    items.map(({ enteredAt, enteredBy, ...said }) => [enteredBy !== '', said]),
    [[true, reads]],
  );
  const plays = { ...reads, kind: 'plays' as const, count: 29_000_000 };
  await app.call(addContestExternalCount, { params, body: plays, as: director });
  const older = { ...reads, count: 1, asOf: '2026-03-01T00:00:00.000Z' };
  await app.call(addContestExternalCount, { params, body: older, as: director });
  const shown = await app.call(getContest, { params });
  const counts = shown.external.map(({ kind, count }) => [kind, count]);
  assert.deepEqual(counts, [
    ['plays', 29_000_000],
    ['topic_reads', 66_000_000],
  ]);
  assert.equal(shown.votes, 0, 'never added to what is counted here');
  assert.equal((await app.call(getStaffContest, { params, as: reviewer })).external.length, 2);

  const neighbour = await createStaff(app, (await createPalace(app)).id, ['director']);
  const statuses: number[] = [];
  for (const as of [reviewer, neighbour, await createWorker(app)]) {
    statuses.push((await app.refused(addContestExternalCount, { params, body: reads, as })).status);
  }
  assert.deepEqual(statuses, [403, 404, 403]);
  assert.equal((await app.refused(addContestExternalCount, { params, body: reads })).status, 401);
  const { definition } = shown;
  const draft = await app.call(createContest, { params: { palaceId }, body: definition, as: director });
  assert.equal((await app.refused(getContest, { params: { palaceId, contestId: draft.id } })).status, 404);
  await assert.rejects(
    app.deps.db.pool.query('update contest_external_count set count = 0 where contest_id = $1', [contestId]),
    /append/i,
  );
});

test('a list of numbers may name the topics of contests and series, by title or by address', async () => {
  const { palaceId, contestId, director } = await createContestDesk(app);
  const params = { palaceId };
  const { definition } = await app.call(getContest, { params: { palaceId, contestId } });
  const body = { slug: 'weekly', title: '每周一讲', titleEn: '' };
  const series = await app.call(createSeries, { params, body, as: director });
  await app.call(setSeriesState, {
    params: { palaceId, seriesId: series.id },
    body: { state: 'published' },
    as: director,
  });
  const foreign = await createContestDesk(app);
  const file = Buffer.from(
    [
      '视频或话题,平台,类型,数量,来源,截至日期',
      `#${definition.title}#,微博,,6600万,话题页面,2026-01-07`,
      `https://palace.example/p/x/contests/${contestId},视频号,播放,2900万,后台,2026-01-07`,
      '＃每周一讲＃,微博,,120万,话题页面,2026-01-07',
      'https://palace.example/p/x/lectures/weekly,视频号,,30万,后台,2026-01-07',
      `https://palace.example/p/x/contests/${foreign.contestId},视频号,播放,1,后台,2026-01-07`,
      '#没有这个话题#,微博,,1,话题页面,2026-01-07',
    ].join('\n'),
  ).toString('base64');
  const seen = await app.call(previewExternalCounts, { params, body: { file }, as: director });
  assert.deepEqual(
    seen.rows.map((row) => [row.of, row.kind, row.verdict]),
    [
      ['contest', 'topic_reads', 'ok'],
      ['contest', 'plays', 'ok'],
      ['lecture-series', 'topic_reads', 'ok'],
      ['lecture-series', 'plays', 'ok'],
      [null, 'plays', 'subject-unknown'],
      [null, 'topic_reads', 'subject-unknown'],
    ],
  );
  const taken = { file, hash: seen.hash, rows: [2, 3, 4, 5] };
  assert.deepEqual(await app.call(importExternalCounts, { params, body: taken, as: director }), { taken: 4 });
  const contest = await app.call(getContest, { params: { palaceId, contestId } });
  const lectures = await app.call(getLectureSeries, { params: { palaceId, series: 'weekly' } });
  assert.deepEqual(
    [...contest.external, ...lectures.external].map(({ platform, kind, count }) => [platform, kind, count]),
    [
      ['微博', 'topic_reads', 66_000_000],
      ['视频号', 'plays', 29_000_000],
      ['微博', 'topic_reads', 1_200_000],
      ['视频号', 'plays', 300_000],
    ],
  );
});
