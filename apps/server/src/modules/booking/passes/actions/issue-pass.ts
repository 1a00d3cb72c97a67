import { issuePass } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { instantAt, localDay, plusDays } from '../../../../kernel/zone.ts';
import { findPersonByPhone, recordAudit } from '../../../identity/index.ts';
import { findPalace } from '../../../network/index.ts';
import { deskPassOf } from '../desk-pass.ts';
import { passIssued } from '../passes.events.ts';
import { passFactOf } from '../passes.present.ts';
import { insertPass } from '../passes.store.ts';
import { planOf } from '../plans.store.ts';

export const issuePassAction = handle(issuePass, async ({ params, body, actor, tx, deps, now }) => {
  const palace = await findPalace(tx, params.palaceId);
  const plan = await planOf(tx, params.palaceId, body.planId);
  if (palace === undefined || plan === undefined) throw new Problem('not-found');
  if (!plan.on_sale) throw new Problem('pass-plan-off-sale');
  const person = await findPersonByPhone(tx, deps.keys, body.phone);
  if (person === null) throw new Problem('person-unknown');
  const first = body.from ?? localDay(now, palace.time_zone);
  const id = newId();
  const price = body.priceFen ?? plan.price_fen;
  await insertPass(tx, {
    palace_id: params.palaceId,
    id,
    plan_id: plan.id,
    plan_version: plan.version,
    person_id: person.personId,
    units: plan.units,
    taken: 0,
    price_fen: price,
    valid_from: instantAt(first, 0, palace.time_zone),
    valid_until: instantAt(plusDays(first, plan.valid_days), 0, palace.time_zone),
    note: body.note,
    issued_by: actor.personId,
    issued_at: now,
    voided_at: null,
    void_reason: null,
    refunded_fen: null,
    warned_at: null,
  });
  const { row, shown } = await deskPassOf(tx, deps.keys, params.palaceId, id, now);
  await deps.bus.emit(tx, passIssued, passFactOf(row));
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'pass.issue',
    subject: { type: 'pass', id },
    after: { planId: plan.id, personId: person.personId, priceFen: price, validUntil: shown.validUntil },
    at: now,
  });
  return shown;
});
