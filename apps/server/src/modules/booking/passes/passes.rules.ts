import type { ActivityKind, BookingStatus, PassScope, PassStatus, PassUse } from '@wengong/contract';

const DAY = 86_400_000;

/** Of a pass, what decides about using it. */
export interface PassFacts {
  /** null: as many as one likes. */
  readonly units: number | null;
  /** Used, or kept for bookings ahead. */
  readonly taken: number;
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly voided: boolean;
}

export interface Covered {
  readonly activityId: string;
  readonly kind: ActivityKind;
  readonly brandId: string | null;
}

/** Whether a pass is good for an activity. */
export function covers(scope: PassScope, activity: Covered): boolean {
  if (scope.type === 'palace') return true;
  if (scope.type === 'kinds') return scope.kinds.includes(activity.kind);
  const id = scope.type === 'brands' ? activity.brandId : activity.activityId;
  return scope.items.some((item) => item.id === id);
}

export function passStatusOf(pass: PassFacts, now: Date): PassStatus {
  if (pass.voided) return 'void';
  if (now >= pass.validUntil) return 'expired';
  if (pass.units !== null && pass.taken >= pass.units) return 'used_up';
  return now < pass.validFrom ? 'future' : 'active';
}

/** Why a pass cannot pay for a session that begins at `startsAt`; null when it can. The database counts its units. */
export function passObstacleOf(
  pass: PassFacts & { readonly scope: PassScope },
  session: Covered & { readonly startsAt: Date },
): 'pass-void' | 'pass-not-for-this' | 'pass-out-of-time' | 'pass-used-up' | null {
  if (pass.voided) return 'pass-void';
  if (!covers(pass.scope, session)) return 'pass-not-for-this';
  if (session.startsAt < pass.validFrom || session.startsAt >= pass.validUntil) return 'pass-out-of-time';
  return pass.units !== null && pass.taken >= pass.units ? 'pass-used-up' : null;
}

/** What became of the unit of a booking. */
export function unitOf(booking: { status: BookingStatus; taken: boolean }): PassUse['unit'] {
  if (!booking.taken) return 'returned';
  const ahead: readonly BookingStatus[] = ['held', 'waitlisted', 'confirmed'];
  return ahead.includes(booking.status) ? 'held' : 'used';
}

/** Fen that the units, or days, which are left cost, rounded down: what may be paid back. */
export function refundableFen(pass: PassFacts & { readonly priceFen: number }, now: Date): number {
  if (pass.voided || now >= pass.validUntil) return 0;
  if (pass.units !== null) return Math.floor((pass.priceFen * (pass.units - pass.taken)) / pass.units);
  const all = Math.round((pass.validUntil.getTime() - pass.validFrom.getTime()) / DAY);
  const left = Math.floor(
    (pass.validUntil.getTime() - Math.max(now.getTime(), pass.validFrom.getTime())) / DAY,
  );
  return Math.floor((pass.priceFen * left) / all);
}
