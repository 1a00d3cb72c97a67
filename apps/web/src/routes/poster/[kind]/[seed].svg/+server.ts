import { error } from '@sveltejs/kit';
import { drawPoster } from '#lib/features/poster/draw.ts';
import { posterKinds } from '#lib/features/poster/kinds.ts';
import type { RequestHandler } from './$types';

/** The drawn cover of a kind and seed: the same bytes for ever, so it is cached for good. */
export const GET: RequestHandler = ({ params, url }) => {
  const kind = posterKinds.find((one) => one === params.kind);
  if (!kind || params.seed.length > 80) error(404, { message: 'No such poster', code: 'poster_not_found' });
  const shape = url.searchParams.get('shape') === 'square' ? 'square' : 'wide';
  const seal = url.searchParams.get('seal') !== 'no';
  return new Response(drawPoster({ kind, seed: params.seed, shape, seal }), {
    headers: {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
};
