import { error } from '@sveltejs/kit';
import { drawPoster } from '#lib/features/poster/draw.ts';
import { posterKinds } from '#lib/features/poster/kinds.ts';
import { sharePicture } from '#lib/server/share-picture.ts';
import type { RequestHandler } from './$types';

/** The drawn cover as platforms show it beside a shared link; without the seal, whose characters need a font. */
export const GET: RequestHandler = async ({ params }) => {
  const kind = posterKinds.find((one) => one === params.kind);
  if (!kind || params.seed.length > 80) error(404, { message: 'No such poster', code: 'poster_not_found' });
  const bytes = await sharePicture(drawPoster({ kind, seed: params.seed, shape: 'wide', seal: false }));
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=31536000, immutable' },
  });
};
