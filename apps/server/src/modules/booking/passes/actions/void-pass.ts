import { voidPass } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { deskPassOf } from '../desk-pass.ts';
import { passVoided } from '../passes.events.ts';
import { passFactOf } from '../passes.present.ts';
import { changePass, lockPass } from '../passes.store.ts';

/** Under the pass's lock no booking takes a unit of it: what is booked with it is seen, or refused afterwards. */
export const voidPassAction = handle(voidPass, async ({ params, body, actor, tx, deps, now }) => {
  const pass = await lockPass(tx, params.palaceId, params.passId);
  if (pass === undefined) throw new Problem('not-found');
  if (pass.voided_at !== null) throw new Problem('pass-void');
  if (body.refundFen > pass.price_fen) {
    throw new Problem('pass-refund-too-much', { max: pass.price_fen / 100 });
  }
  const { row: before } = await deskPassOf(tx, deps.keys, params.palaceId, pass.id, now);
  if (before.held > 0) throw new Problem('pass-in-use', { bookings: before.held });
  await changePass(tx, pass, {
    voided_at: now,
    void_reason: body.reason,
    refunded_fen: body.refundFen,
  });
  const { row, shown } = await deskPassOf(tx, deps.keys, params.palaceId, pass.id, now);
  await deps.bus.emit(tx, passVoided, {
    ...passFactOf(row),
    reason: body.reason,
    refundedFen: body.refundFen,
  });
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'pass.void',
    subject: { type: 'pass', id: pass.id },
    before: { units: pass.units, taken: pass.taken },
    after: { reason: body.reason, refundFen: body.refundFen },
    at: now,
  });
  return shown;
});
