import { listSpaces } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { presentSpace } from '../venue.present.ts';
import { spacesOf } from '../venue.store.ts';

export const listSpacesAction = handle(listSpaces, async ({ params, query, reader }) => {
  const rows = await spacesOf(reader, params.palaceId, query.bookable ?? false);
  return { items: rows.map(presentSpace) };
});
