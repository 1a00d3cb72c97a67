import { getPalace } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { presentPalace } from '../network.present.ts';
import { palaceBySlug } from '../network.store.ts';

export const getPalaceAction = handle(getPalace, async ({ params, reader }) => {
  const row = await palaceBySlug(reader, params.slug);
  if (row === undefined) throw new Problem('not-found');
  return presentPalace(row);
});
