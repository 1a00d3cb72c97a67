import { type BodyInputOf, createSpace, type StaffSpace, setOpeningHours } from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';

type SpaceBody = BodyInputOf<typeof createSpace>;
type Caller = { readonly cookie: string };

export const spaceBody = (overrides: Partial<SpaceBody> = {}): SpaceBody => ({
  kind: 'hall',
  name: '多功能厅',
  nameEn: 'Main hall',
  capacity: 120,
  description: '',
  descriptionEn: '',
  bookable: true,
  slotMinutes: 60,
  priceFen: 10_000,
  memberPriceFen: 6_000,
  position: 0,
  ...overrides,
});

/** A space made by `as`, through the API. */
export const makeSpace = (
  app: TestApp,
  palaceId: string,
  as: Caller,
  overrides: Partial<SpaceBody> = {},
): Promise<StaffSpace> => app.call(createSpace, { params: { palaceId }, body: spaceBody(overrides), as });

/** Two halves and the whole hall made of both. */
export async function makeHalls(app: TestApp, palaceId: string, as: Caller) {
  const east = await makeSpace(app, palaceId, as, { name: '东半厅', capacity: 60 });
  const west = await makeSpace(app, palaceId, as, { name: '西半厅', capacity: 60 });
  const whole = await makeSpace(app, palaceId, as, {
    name: '大厅',
    unitIds: [...east.unitIds, ...west.unitIds],
  });
  return { east, west, whole };
}

/** Opens the palace on every weekday from 9 to 21. */
export async function openDaily(app: TestApp, palaceId: string, as: Caller): Promise<void> {
  const hours = [0, 1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: '09:00', closes: '21:00' }));
  await app.call(setOpeningHours, { params: { palaceId }, body: { spaceId: null, hours }, as });
}
