import { createSpecialHours } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { instantAt, localDay } from '../../../../kernel/zone.ts';
import { recordAudit } from '../../../identity/index.ts';
import { findPalace } from '../../../network/index.ts';
import { hoursText } from '../../hours.rules.ts';
import { lockClosures } from '../../opening.store.ts';
import { specialHoursSet } from '../../venue.events.ts';
import { presentSpecialHours } from '../../venue.present.ts';
import { hoursOverlap } from '../../venue.rules.ts';
import { spaceById } from '../../venue.store.ts';
import { insertSpecialHours } from '../special-hours.store.ts';

/** Whoever books a slot by the hours there were is waited for, so that what follows sees all that was booked. */
export const createSpecialHoursAction = handle(
  createSpecialHours,
  async ({ params, body, actor, tx, deps, now }) => {
    const { palaceId } = params;
    const palace = await findPalace(tx, palaceId);
    if (palace === undefined) throw new Problem('not-found');
    if (body.spaceId !== null && (await spaceById(tx, palaceId, body.spaceId)) === undefined)
      throw new Problem('space-unknown');
    if (hoursOverlap(body.hours.map((part) => ({ weekday: 0, ...part }))))
      throw new Problem('opening-hours-overlap');
    const zone = palace.time_zone;
    if (body.lastDay < localDay(now, zone)) throw new Problem('special-hours-over');
    const { spaceBookings, sessions, ...wanted } = body;
    const special = { id: newId(), ...wanted };
    await lockClosures(tx, palaceId, 'change');
    await insertSpecialHours(tx, palaceId, special);
    const shown = presentSpecialHours(special);
    await recordAudit(tx, {
      palaceId,
      actor,
      action: 'special-hours.create',
      subject: { type: 'special-hours', id: special.id },
      after: { ...shown, spaceBookings, sessions },
      at: now,
    });
    await deps.bus.emit(tx, specialHoursSet, {
      palaceId,
      specialHoursId: special.id,
      spaceId: special.spaceId,
      startsAt: instantAt(special.firstDay, 0, zone).toISOString(),
      endsAt: instantAt(special.lastDay, 1440, zone).toISOString(),
      reason: `${special.name} ${hoursText(special)}`,
      spaceBookings,
      sessions,
    });
    return shown;
  },
);
