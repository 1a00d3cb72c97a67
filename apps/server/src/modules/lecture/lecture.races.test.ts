import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createLecture, createSeries, setLectureState, setSeriesState } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createStaff } from '../../testkit/person.ts';
import { change, goesWrong } from '../booking/booking.races.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

/** Eight publishers publish one new lecture at once. Gives how often it is told of. */
async function publishAtOnce(target: TestApp): Promise<number> {
  const { id: palaceId } = await createPalace(target);
  const as = await createStaff(target, palaceId, ['director']);
  const series = await target.call(createSeries, {
    params: { palaceId },
    body: { slug: 'weekly', title: '每周一讲' },
    as,
  });
  await target.call(setSeriesState, {
    params: { palaceId, seriesId: series.id },
    body: { state: 'published' },
    as,
  });
  const lecture = await target.call(createLecture, {
    params: { palaceId, seriesId: series.id },
    body: { number: 1, heldOn: target.clock.now().toISOString().slice(0, 10), title: '老钳工的手' },
    as,
  });
  await Promise.allSettled(
    Array.from({ length: 8 }, () =>
      target.call(setLectureState, {
        params: { palaceId, lectureId: lecture.id },
        body: { state: 'published' },
        as,
      }),
    ),
  );
  const { rows } = await target.deps.db.transact((tx) =>
    sql<{
      count: number;
    }>`select count(*)::int as count from outbox, jsonb_array_elements(payloads) as payload
      where topic = 'lecture.published' and payload->>'lectureId' = ${lecture.id}`.execute(tx),
  );
  return rows[0]?.count ?? 0;
}

test('subscribers are told once of a lecture that eight publish at once', async () => {
  assert.equal(await publishAtOnce(app), 1);
});

test('control: where the lecture is not locked they are told twice', async () => {
  await goesWrong(
    // A lock goes no further than a common table expression.
    (target) =>
      change(
        target,
        `alter table lecture rename to lecture_row;
        create view lecture as with seen as materialized (select * from lecture_row) select * from seen;
        alter view lecture alter column state set default 'draft';
        create rule adding as on insert to lecture do instead insert into lecture_row select new.*;
        create rule changing as on update to lecture do instead
          update lecture_row set state = new.state, published_at = new.published_at, told_at = new.told_at
          where palace_id = old.palace_id and id = old.id;
        create function pause() returns trigger language plpgsql as
          'begin perform pg_sleep(0.3); return new; end';
        create trigger pause before update on lecture_row for each row execute function pause()`,
      ),
    async (target) => assert.ok((await publishAtOnce(target)) > 1),
  );
});
