import { createPartner } from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { insertPartner } from '../../network/index.ts';

export const createPartnerAction = handle(createPartner, async ({ params, body, actor, tx, now }) => {
  const partner = { id: newId(), name: body.name, kind: body.kind };
  await insertPartner(tx, { palace_id: params.palaceId, ...partner });
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'partner.create',
    subject: { type: 'partner', id: partner.id },
    after: partner,
    at: now,
  });
  return partner;
});
