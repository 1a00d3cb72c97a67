import { appealCreditEntry } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { policyInForce } from '../../rules/policy.store.ts';
import { insertAppeal } from '../appeals.store.ts';
import { answerBy } from '../credit.rules.ts';
import { entriesOf, lockCredit } from '../ledger.store.ts';
import { presentEntries } from '../my-credit.ts';

/** Once an entry: `credit_appeal_once` refuses a second appeal, also one sent at the same moment. */
export const appealCreditEntryAction = handle(appealCreditEntry, async ({ params, body, actor, tx, now }) => {
  if (body.reason === 'other' && body.text.length < 2) throw new Problem('appeal-needs-words');
  // Whoever takes the entry back settles the open appeals: it is read when they are done, or they see this one.
  await lockCredit(tx, [{ palaceId: params.palaceId, personId: actor.personId }]);
  const only = { palaceId: params.palaceId, entryId: params.entryId };
  const [entry] = await entriesOf(tx, actor.personId, only, 1);
  if (entry === undefined) throw new Problem('not-found');
  if (entry.relief !== null) throw new Problem('credit-relieved');
  if (now >= entry.appeal_until) throw new Problem('appeal-too-late');
  const { credit } = await policyInForce(tx, params.palaceId, now);
  await insertAppeal(tx, {
    palace_id: entry.palace_id,
    id: newId(),
    entry_id: entry.id,
    booking_id: entry.booking_id,
    space_booking_id: entry.space_booking_id,
    person_id: actor.personId,
    reason: body.reason,
    text: body.text,
    status: 'open',
    created_at: now,
    answer_by: answerBy(credit, now),
    decided_at: null,
    decided_by: null,
    note: '',
  });
  const [presented] = await presentEntries(tx, [entry], now);
  if (presented === undefined) throw new Problem('not-found');
  return presented.entry;
});
