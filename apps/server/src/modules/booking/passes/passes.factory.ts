import {
  createBooking,
  createPassPlan,
  getMyPass,
  issuePass,
  type PassPlan,
  type PassScopeInput,
} from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import type { Desk } from '../../programme/programme.factory.ts';
import { keyOf, type TestSession } from '../booking.factory.ts';

export interface PlanWishes {
  readonly units?: number | null;
  readonly validDays?: number;
  readonly priceFen?: number;
  readonly scope?: PassScopeInput;
  readonly noShowUses?: boolean;
  readonly lateCancelUses?: boolean;
  readonly onSale?: boolean;
}

export const planContent = (wishes: PlanWishes = {}) => ({
  name: '十次卡',
  nameEn: 'Ten visits',
  units: 10,
  validDays: 90,
  priceFen: 20_000,
  scope: { type: 'palace' } as PassScopeInput,
  noShowUses: true,
  lateCancelUses: true,
  onSale: true,
  ...wishes,
});

export const makePlan = (app: TestApp, desk: Desk, wishes: PlanWishes = {}): Promise<PassPlan> =>
  app.call(createPassPlan, {
    params: { palaceId: desk.palaceId },
    body: planContent(wishes),
    as: desk.director,
  });

/** Sells a person a pass of a plan made for it. */
export async function sellPass(app: TestApp, desk: Desk, to: TestPerson, wishes: PlanWishes = {}) {
  const plan = await makePlan(app, desk, wishes);
  return app.call(issuePass, {
    params: { palaceId: desk.palaceId },
    body: { planId: plan.id, phone: to.phone },
    as: desk.director,
  });
}

/** Books a session with a pass. */
export const bookWith = (app: TestApp, session: TestSession, as: TestPerson, passId: string, body = {}) =>
  app.call(createBooking, { params: keyOf(session), body: { passId, ...body }, as });

/** Units of a pass: left, held, used. */
export async function unitsOf(app: TestApp, passId: string, as: TestPerson) {
  const { left, held, used } = await app.call(getMyPass, { params: { passId }, as });
  return [left, held, used];
}
