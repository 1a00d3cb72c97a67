import { defaultCreditRules } from '@wengong/contract';
import { DAY, type DemoCalendar, later } from './calendar.ts';
import type { Palace } from './places.ts';
import type { Rows } from './rows.ts';

export interface Policy {
  readonly version: number;
  readonly cancelUntilMinutes: number;
  readonly checkInOpensMinutes: number;
  readonly checkInClosesMinutes: number;
  readonly offerMinutes: number;
  readonly maxActive: number;
  readonly since: Date;
}

const USUAL = {
  cancelUntilMinutes: 120,
  checkInOpensMinutes: 60,
  checkInClosesMinutes: 15,
  offerMinutes: 240,
  maxActive: 10,
};

/**
 * Nantong's second version lets people in from two hours before to an hour after the start: its reading room begins
 * every three hours, so that at any moment exactly one stretch can be checked in to.
 */
const ROOMY = {
  ...USUAL,
  checkInOpensMinutes: 120,
  checkInClosesMinutes: 60,
  offerMinutes: 1440,
  maxActive: 12,
};

/** Where a worker may set seats apart for a party branch or a work team, and how many at most. */
const TEAM_SEATS: Readonly<Record<string, number>> = { nantong: 20, guangzhou: 30 };

/** The rules of a palace over time, oldest first. */
export function policiesOf(calendar: DemoCalendar, slug: string): readonly Policy[] {
  const first = { version: 1, ...USUAL, since: later(calendar.now, -420 * DAY) };
  if (slug !== 'nantong') return [first];
  return [first, { version: 2, ...ROOMY, since: later(calendar.now, -30 * DAY) }];
}

/** The rules that were in force at an instant. */
export const policyAt = (policies: readonly Policy[], at: Date): Policy => {
  const found = policies.findLast((policy) => policy.since <= at) ?? policies[0];
  if (found === undefined) throw new RangeError('no booking rules');
  return found;
};

export function addPolicies(rows: Rows, palace: Palace, policies: readonly Policy[]): void {
  for (const policy of policies) {
    rows.add('booking_policy', {
      palace_id: palace.id,
      version: policy.version,
      cancel_until_minutes: policy.cancelUntilMinutes,
      check_in_opens_minutes: policy.checkInOpensMinutes,
      check_in_closes_minutes: policy.checkInClosesMinutes,
      offer_minutes: policy.offerMinutes,
      max_active_per_person: policy.maxActive,
      team_seats: TEAM_SEATS[palace.content.slug] ?? 0,
      team_return_hours: 24,
      credit: defaultCreditRules,
      created_by: palace.staff.director,
      created_at: policy.since,
    });
  }
}
