import type { PassScope } from '@wengong/contract';
import { instantAt, localDay, plusDays } from '../kernel/zone.ts';
import { DAY, later } from './calendar.ts';
import type { Row, Rows } from './rows.ts';
import { Seed } from './seed.ts';

interface Desk {
  readonly rows: Rows;
  readonly now: Date;
  readonly palaceId: string;
  /** Has one that nothing was used of yet, if they have booked nothing that costs. */
  readonly worker: string;
  readonly desk: { readonly front_desk: string; readonly director: string };
}

const ZONE = 'Asia/Shanghai';
/** People besides the worker who have a pass. */
const HOLDERS = 14;

interface Plan {
  readonly name: string;
  readonly nameEn: string;
  readonly units: number | null;
  readonly validDays: number;
  readonly priceFen: number;
  readonly scope: PassScope;
}

const PLANS: readonly [ten: Plan, month: Plan] = [
  {
    name: '职工十次卡',
    nameEn: 'Ten visits',
    units: 10,
    validDays: 180,
    priceFen: 10_000,
    scope: { type: 'palace' },
  },
  {
    name: '午间运动月卡',
    nameEn: 'Lunch-break sport, a month',
    units: null,
    validDays: 31,
    priceFen: 6000,
    scope: { type: 'kinds', kinds: ['sport', 'course'] },
  },
];

/**
 * Sells passes of two kinds at a palace. Who has booked alone what costs pays for it with theirs; the database counts
 * the visits as the bookings are written.
 */
export function addPasses(at: Desk): void {
  const { rows, now, worker } = at;
  const seed = new Seed('passes');
  const plans = PLANS.map((plan) => addPlan(at, seed, plan));
  const [ten, month] = plans;
  if (ten === undefined || month === undefined) return;
  const paid = rows
    .of('booking')
    .filter(
      (one) =>
        one.palace_id === at.palaceId &&
        one.seats === 1 &&
        Number(one.price_fen) > 0 &&
        one.enrolment_id == null &&
        ['confirmed', 'completed', 'no_show'].includes(String(one.status)),
    );
  const byPerson = Map.groupBy(paid, (one) => String(one.person_id));
  const holders = [worker, ...[...byPerson.keys()].filter((id) => id !== worker).slice(0, HOLDERS)];
  for (const [index, person] of holders.entries()) {
    const sold = index % 5 === 4 ? month : ten;
    const bookings = (byPerson.get(person) ?? []).filter(
      (one) => (one.starts_at as Date) > later(now, -20 * DAY) && sold === ten,
    );
    const from = localDay(later(now, -(21 + (index % 7)) * DAY), ZONE);
    const id = seed.id(later(now, -21 * DAY));
    rows.add('pass', {
      palace_id: at.palaceId,
      id,
      plan_id: sold.id,
      plan_version: 1,
      person_id: person,
      units: sold.plan.units,
      price_fen: sold.plan.priceFen,
      valid_from: instantAt(from, 0, ZONE),
      valid_until: instantAt(plusDays(from, sold.plan.validDays), 0, ZONE),
      note: `收据 ${String(2600 + index)}`,
      issued_by: at.desk.front_desk,
      issued_at: instantAt(from, 10 * 60, ZONE),
    });
    for (const booking of bookings.slice(0, sold.plan.units ?? 0)) payWith(rows, booking, id);
  }
}

const payWith = (rows: Rows, booking: Row, passId: string) =>
  rows.change(booking, { pass_id: passId, price_fen: 0 });

function addPlan({ rows, now, palaceId, desk }: Desk, seed: Seed, plan: Plan): { id: string; plan: Plan } {
  const made = later(now, -60 * DAY);
  const id = seed.id(made);
  rows.add('pass_plan', {
    palace_id: palaceId,
    id,
    version: 1,
    name: plan.name,
    name_en: plan.nameEn,
    units: plan.units,
    valid_days: plan.validDays,
    price_fen: plan.priceFen,
    scope: plan.scope,
    no_show_uses: true,
    late_cancel_uses: true,
    on_sale: true,
    created_by: desk.director,
    created_at: made,
  });
  return { id, plan };
}
