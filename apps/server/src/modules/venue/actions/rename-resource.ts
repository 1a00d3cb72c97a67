import { renameResource } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentResource } from '../venue.present.ts';
import { lockResources, renameResourceRow } from '../venue.store.ts';

export const renameResourceAction = handle(renameResource, async ({ params, body, actor, tx, now }) => {
  const { palaceId, resourceId } = params;
  const [before] = await lockResources(tx, palaceId, [resourceId]);
  if (before === undefined) throw new Problem('not-found');
  await renameResourceRow(tx, palaceId, resourceId, body.name);
  const resource = presentResource({ ...before, name: body.name });
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'resource.rename',
    subject: { type: 'resource', id: resourceId },
    before: presentResource(before),
    after: resource,
    at: now,
  });
  return resource;
});
