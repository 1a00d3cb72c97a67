import { getContest, getContestEntry, getContestEntryShare } from '@wengong/contract';
import { categoryPoster } from '#lib/features/contest/category-poster.ts';
import { drawPoster } from '#lib/features/poster/draw.ts';
import { posterSeed } from '#lib/features/poster/kinds.ts';
import { sharePicture } from '#lib/server/share-picture.ts';
import type { RequestHandler } from './$types';

/**
 * A contest's entry as platforms show it beside a shared link; a drawn cover stands where there is no recording. Kept for
 * no longer than a takedown may take.
 */
export const GET: RequestHandler = async ({ params, locals }) => {
  const key = { palaceId: params.palace, contestId: params.contest };
  const ofEntry = { params: { ...key, entryId: params.entry } };
  const [contest, entry, drawn] = await Promise.all([
    locals.api.load(getContest, { params: key }),
    locals.api.load(getContestEntry, ofEntry),
    locals.api.load(getContestEntryShare, ofEntry),
  ]);
  const svg = typeof drawn === 'string' ? drawn : new TextDecoder().decode(drawn);
  const kind = categoryPoster(contest.definition.categories.find((each) => each.key === entry.category));
  const cover = drawPoster({ kind, seed: posterSeed(entry.id, entry.title), shape: 'square', seal: false });
  const below = svg.includes('<image ') ? '' : cover.replace('<svg ', '<svg width="600" height="675" ');
  const bytes = await sharePicture(svg.replace('>', `>${below}`));
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': 'image/png', 'cache-control': 'public, max-age=1' },
  });
};
