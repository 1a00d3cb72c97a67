import { updatePartner } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { replacePartner } from '../../network/index.ts';

export const updatePartnerAction = handle(updatePartner, async ({ params, body, actor, tx, now }) => {
  const { palaceId, partnerId } = params;
  const partner = { id: partnerId, name: body.name, kind: body.kind };
  const before = await replacePartner(tx, { palace_id: palaceId, ...partner });
  if (before === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'partner.update',
    subject: { type: 'partner', id: partnerId },
    before: { name: before.name, kind: before.kind },
    after: { name: body.name, kind: body.kind },
    at: now,
  });
  return partner;
});
