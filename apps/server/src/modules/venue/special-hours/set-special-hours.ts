import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { localDay } from '../../../kernel/zone.ts';
import { recordAudit } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { hoursText, reachOf, type SpecialHoursRead } from '../hours.rules.ts';
import { type SpecialHoursFact, specialHoursSet } from '../venue.events.ts';
import { presentSpecialHours } from '../venue.present.ts';
import { hoursOverlap } from '../venue.rules.ts';
import { spaceById } from '../venue.store.ts';

/**
 * Sees to it that a palace may set these hours and returns its zone. Throws `not-found`, `space-unknown`,
 * `opening-hours-overlap` and `special-hours-over`.
 */
export async function requireSettable(
  tx: Tx,
  palaceId: string,
  wanted: Omit<SpecialHoursRead, 'id'>,
  now: Date,
): Promise<string> {
  const palace = await findPalace(tx, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  if (wanted.spaceId !== null && (await spaceById(tx, palaceId, wanted.spaceId)) === undefined)
    throw new Problem('space-unknown');
  if (hoursOverlap(wanted.hours.map((part) => ({ weekday: 0, ...part }))))
    throw new Problem('opening-hours-overlap');
  requireAhead(wanted, palace.time_zone, now);
  return palace.time_zone;
}

/** Throws `special-hours-over` when their last day is over. */
export function requireAhead({ lastDay }: Pick<SpecialHoursRead, 'lastDay'>, zone: string, now: Date): void {
  if (lastDay < localDay(now, zone)) throw new Problem('special-hours-over');
}

interface Setting extends Pick<SpecialHoursFact, 'spaceBookings' | 'sessions'> {
  readonly palaceId: string;
  readonly zone: string;
  readonly special: SpecialHoursRead;
  /** What they were until now, where they are changed. */
  readonly replaced?: SpecialHoursRead;
}

/** Notes in the audit log that special hours were set, and tells those who follow. */
export async function tellSpecialHours(
  { tx, deps, actor, now }: { tx: Tx; deps: Deps; actor: Actor; now: Date },
  { palaceId, zone, special, replaced, ...choices }: Setting,
): Promise<void> {
  await recordAudit(tx, {
    palaceId,
    actor,
    action: replaced ? 'special-hours.update' : 'special-hours.create',
    subject: { type: 'special-hours', id: special.id },
    ...(replaced ? { before: presentSpecialHours(replaced) } : {}),
    after: { ...presentSpecialHours(special), ...choices },
    at: now,
  });
  const reach = reachOf(special, replaced, zone);
  await deps.bus.emit(tx, specialHoursSet, {
    palaceId,
    specialHoursId: special.id,
    ...(replaced ? { replaced } : {}),
    spaceId: reach.spaceId,
    startsAt: reach.startsAt.toISOString(),
    endsAt: reach.endsAt.toISOString(),
    reason: `${special.name} ${hoursText(special)}`,
    ...choices,
  });
}
