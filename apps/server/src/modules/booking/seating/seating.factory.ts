import { createSeatMap, type SeatPlan, setSeating } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createDesk, makePublished, plan } from '../../programme/programme.factory.ts';
import { makeSpace } from '../../venue/venue.factory.ts';
import { type SessionWishes, SOON } from '../booking.factory.ts';

/** Straight rows of blocks, numbered from the left. */
export const seatPlanOf = (
  rows: readonly (readonly number[])[],
  overrides: Partial<SeatPlan> = {},
): SeatPlan => ({
  front: 'stage',
  sections: [
    {
      name: '池座',
      nameEn: 'Stalls',
      numbering: 'left-to-right',
      curve: 0,
      gap: 0,
      rows: rows.map((blocks, index) => ({ name: String(index + 1), blocks: [...blocks] })),
    },
  ],
  marks: [],
  ...overrides,
});

/** A published session sold by a map of its space. */
export async function createSeatedSession(app: TestApp, seats: SeatPlan, wishes: SessionWishes = {}) {
  const desk = wishes.desk ?? (await createDesk(app));
  const { palaceId } = desk;
  const space = await makeSpace(app, palaceId, desk.director);
  const map = await app.call(createSeatMap, {
    params: { palaceId, spaceId: space.id },
    body: seats,
    as: desk.editor,
  });
  const { activity, sessionIds } = await makePublished(app, desk, { maxCompanions: 5, ...wishes.activity }, [
    plan(wishes.startsAt ?? SOON, { spaceId: space.id, capacity: 9, ...wishes.plan }),
  ]);
  const [sessionId = ''] = sessionIds;
  await app.settle();
  await app.call(setSeating, {
    params: { palaceId, sessionId },
    body: { mapId: map.id },
    as: desk.editor,
  });
  await app.settle();
  return { palaceId, activityId: activity.id, sessionId, desk, map, spaceId: space.id };
}
