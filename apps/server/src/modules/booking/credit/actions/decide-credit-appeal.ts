import { decideCreditAppeal } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { appealById } from '../appeals.store.ts';
import { decideAppeal } from '../decide-appeal.ts';
import { presentAppeals } from '../staff-appeals.ts';

export const decideCreditAppealAction = handle(
  decideCreditAppeal,
  async ({ params, body, actor, tx, deps, now }) => {
    if (!body.accept && body.note.length < 2) throw new Problem('rejection-needs-words');
    const before = await decideAppeal(tx, deps, params, { ...body, by: actor.personId });
    const after = await appealById(tx, params.palaceId, params.appealId);
    if (after === undefined) throw new Problem('not-found');
    const [appeal] = await presentAppeals(tx, deps.keys, [after], actor.personId);
    if (appeal === undefined) throw new Problem('not-found');
    // What somebody wrote about an illness or their employer stays out of the log.
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: body.accept ? 'credit-appeal.accept' : 'credit-appeal.reject',
      subject: { type: 'credit-appeal', id: after.id },
      before: {
        status: before.status,
        bookingId: before.booking_id ?? before.space_booking_id,
        points: before.points,
      },
      after: { status: after.status, note: after.note },
      at: now,
    });
    return appeal;
  },
);
