import { listResources } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentResource } from '../venue.present.ts';
import { resourcesOf } from '../venue.store.ts';

export const listResourcesAction = handle(listResources, async ({ params, query, reader }) => {
  const rows = await resourcesOf(reader, params.palaceId, query.kind);
  return { items: rows.map(presentResource) };
});
