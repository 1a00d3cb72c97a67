import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSpecialHours, listSpecialHours } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff } from '../../../testkit/person.ts';

/** Four directors set hours of the same holiday at once. Returns how many entries its days have. */
async function fourAtOnce(target: TestApp): Promise<number> {
  const { id: palaceId } = await createPalace(target);
  const as = await createStaff(target, palaceId, ['director']);
  await Promise.allSettled(
    [1, 2, 3, 4].map((lastDay) =>
      target.call(createSpecialHours, {
        params: { palaceId },
        body: {
          spaceId: null,
          firstDay: '2027-01-01',
          lastDay: `2027-01-0${lastDay}`,
          name: '元旦',
          nameEn: 'New Year',
          hours: [{ opens: '10:00', closes: '16:00' }],
        },
        as,
      }),
    ),
  );
  return (await target.call(listSpecialHours, { params: { palaceId }, as })).items.length;
}

test('one holiday set by four at once has one answer; without the constraint it has several', async () => {
  const target = await createTestApp();
  try {
    assert.equal(await fourAtOnce(target), 1);
    await target.deps.db.transact((tx) =>
      sql`alter table special_hours drop constraint special_hours_no_overlap`.execute(tx),
    );
    assert.equal(await fourAtOnce(target), 4);
  } finally {
    await target.close();
  }
});
