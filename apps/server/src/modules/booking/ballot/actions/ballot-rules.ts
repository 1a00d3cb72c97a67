import { getBallotRules, putBallotRules } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { presentRules } from '../ballot.present.ts';
import { ensureRules, insertRules, rulesInForce } from '../ballots.store.ts';

export const getBallotRulesAction = handle(getBallotRules, async ({ params, reader, now }) =>
  presentRules(await rulesInForce(reader, params.palaceId, now)),
);

/** A change is a new version. Two at once: the second is refused by the key. */
export const putBallotRulesAction = handle(putBallotRules, async ({ params, body, actor, tx, now }) => {
  await ensureRules(tx, params.palaceId, now);
  const before = await rulesInForce(tx, params.palaceId, now);
  const after = {
    palace_id: params.palaceId,
    version: before.version + 1,
    first_timer_slips: body.firstTimerSlips,
    loss_slips: body.lossSlips,
    loss_months: body.lossMonths,
    max_slips: body.maxSlips,
    confirm_minutes: body.confirmMinutes,
    created_by: actor.personId,
    created_at: now,
  };
  await insertRules(tx, after);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'ballot-rules.change',
    subject: { type: 'ballot-rules', id: String(after.version) },
    before: presentRules(before),
    after: presentRules(after),
    at: now,
  });
  return presentRules(after);
});
