import { extendPass } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { instantAt } from '../../../../kernel/zone.ts';
import { recordAudit } from '../../../identity/index.ts';
import { findPalace } from '../../../network/index.ts';
import { deskPassOf } from '../desk-pass.ts';
import { passExtended } from '../passes.events.ts';
import { passFactOf } from '../passes.present.ts';
import { changePass, lockPass } from '../passes.store.ts';

export const extendPassAction = handle(extendPass, async ({ params, body, actor, tx, deps, now }) => {
  const palace = await findPalace(tx, params.palaceId);
  const pass = await lockPass(tx, params.palaceId, params.passId);
  if (palace === undefined || pass === undefined) throw new Problem('not-found');
  if (pass.voided_at !== null) throw new Problem('pass-void');
  const until = instantAt(body.validUntil, 1440, palace.time_zone);
  if (until < pass.valid_until) throw new Problem('pass-not-longer');
  await changePass(tx, pass, {
    valid_until: until,
    units: pass.units === null ? null : pass.units + body.addUnits,
    // Its new end is told of in its time.
    warned_at: null,
  });
  const { row, shown } = await deskPassOf(tx, deps.keys, params.palaceId, pass.id, now);
  await deps.bus.emit(tx, passExtended, { ...passFactOf(row), reason: body.reason });
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'pass.extend',
    subject: { type: 'pass', id: pass.id },
    before: { validUntil: pass.valid_until.toISOString(), units: pass.units },
    after: { validUntil: until.toISOString(), units: row.units, reason: body.reason },
    at: now,
  });
  return shown;
});
