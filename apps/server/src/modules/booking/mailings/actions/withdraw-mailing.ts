import { withdrawMailing } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { presentMailings } from '../mailings.present.ts';
import { lockMailing, withdraw } from '../mailings.store.ts';

export const withdrawMailingAction = handle(withdrawMailing, async ({ params, actor, tx, deps, now }) => {
  const row = await lockMailing(tx, params.palaceId, params.mailingId);
  if (row === undefined) throw new Problem('not-found');
  if (row.withdrawn_at === null) {
    if (now >= row.due_at) throw new Problem('mailing-gone');
    await withdraw(tx, row, now);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'mailing.withdraw',
      subject: { type: 'mailing', id: row.id },
      after: { title: row.title },
      at: now,
    });
  }
  const shown = { ...row, withdrawn_at: row.withdrawn_at ?? now, told: 0 };
  const [mailing] = await presentMailings(tx, deps.keys, [shown]);
  if (mailing === undefined) throw new Problem('not-found');
  return mailing;
});
