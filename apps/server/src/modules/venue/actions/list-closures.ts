import { listClosures } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { closuresAfter } from '../opening.store.ts';
import { presentClosure } from '../venue.present.ts';

export const listClosuresAction = handle(listClosures, async ({ params, reader, now }) => {
  const closures = await closuresAfter(reader, params.palaceId, now);
  return { items: closures.map(presentClosure) };
});
