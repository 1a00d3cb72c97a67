import { createResource } from '@wengong/contract';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentResource } from '../venue.present.ts';
import { insertResource } from '../venue.store.ts';

export const createResourceAction = handle(createResource, async ({ params, body, actor, tx, now }) => {
  const row = { palace_id: params.palaceId, id: newId(), kind: body.kind, name: body.name };
  await insertResource(tx, row);
  const resource = presentResource(row);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'resource.create',
    subject: { type: 'resource', id: row.id },
    after: resource,
    at: now,
  });
  return resource;
});
