import { putBookingPolicy } from '@wengong/contract';
import { enqueue } from '../../../kernel/jobs.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { applyCreditRules } from '../credit/credit.jobs.ts';
import { presentPolicy } from '../rules/policy.present.ts';
import { ensurePolicies, insertPolicy, policyInForce } from '../rules/policy.store.ts';

/** A change is a new version. Two at once: the second is refused by the key, so that nobody overwrites unseen. */
export const putBookingPolicyAction = handle(putBookingPolicy, async ({ params, body, actor, tx, now }) => {
  await ensurePolicies(tx, [params.palaceId], now);
  const before = await policyInForce(tx, params.palaceId, now);
  const after = {
    palace_id: params.palaceId,
    version: before.version + 1,
    cancel_until_minutes: body.cancelUntilMinutes,
    check_in_opens_minutes: body.checkInOpensMinutes,
    check_in_closes_minutes: body.checkInClosesMinutes,
    offer_minutes: body.offerMinutes,
    max_active_per_person: body.maxActivePerPerson,
    credit: body.credit ?? before.credit,
    transfers_per_month: body.transfersPerMonth ?? before.transfers_per_month,
    transfer_until_minutes: body.transferUntilMinutes ?? before.transfer_until_minutes,
    companion_rule: body.companionRule ?? before.companion_rule,
    team_seats: body.teamSeats ?? before.team_seats,
    team_return_hours: body.teamReturnHours ?? before.team_return_hours,
    created_by: actor.personId,
    created_at: now,
  };
  await insertPolicy(tx, after);
  if (JSON.stringify(after.credit) !== JSON.stringify(before.credit)) {
    await enqueue(tx, applyCreditRules, { palaceId: params.palaceId });
  }
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'booking-policy.change',
    subject: { type: 'booking-policy', id: String(after.version) },
    before: presentPolicy(before),
    after: presentPolicy(after),
    at: now,
  });
  return presentPolicy(after);
});
