import { readImage } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { readImageFile } from '../image-files.ts';

export const readImageAction = handle(readImage, async ({ params, deps, setHeader }) => {
  const bytes = await readImageFile(deps.storage, params.hash, Number.parseInt(params.width, 10));
  if (bytes === null) throw new Problem('not-found');
  // Named by its content: it never changes.
  setHeader('cache-control', 'public, max-age=31536000, immutable');
  return bytes;
});
