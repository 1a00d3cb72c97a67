import { type ActivityContent, type BodyOf, enrol, type SessionPlan } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import { createDesk, type Desk, makePublished, plan } from '../../programme/programme.factory.ts';

/** Wednesdays from the test kit's second day on. */
export const WEEKS = ['2026-11-25T06:00:00Z', '2026-12-02T06:00:00Z', '2026-12-09T06:00:00Z'];

export interface TestSeries {
  readonly desk: Desk;
  readonly palaceId: string;
  readonly activityId: string;
  readonly sessionIds: readonly string[];
}

/** A published course sold as a whole, with its pools. */
export async function createSeries(
  app: TestApp,
  wishes: {
    readonly desk?: Desk;
    readonly activity?: Partial<ActivityContent>;
    readonly plan?: Partial<SessionPlan>;
    readonly times?: readonly string[];
  } = {},
): Promise<TestSeries> {
  const desk = wishes.desk ?? (await createDesk(app));
  const { activity, sessionIds } = await makePublished(
    app,
    desk,
    { series: true, priceFen: 10_000, memberPriceFen: 6000, ...wishes.activity },
    (wishes.times ?? WEEKS).map((startsAt) => plan(startsAt, { capacity: 2, ...wishes.plan })),
  );
  await app.settle();
  return { desk, palaceId: desk.palaceId, activityId: activity.id, sessionIds };
}

export const keyOf = ({ palaceId, activityId }: TestSeries) => ({ palaceId, activityId });

export const enrolIn = (app: TestApp, series: TestSeries, as: TestPerson, body: BodyOf<typeof enrol> = {}) =>
  app.call(enrol, { params: keyOf(series), body, as });
