import { listMyReviews, type MyReview } from '@wengong/contract/moderation';
import type { Api } from '#lib/server/api.ts';

/** Where the reviews of one's videos stand, by video; of the latest hundred things that were sent in. */
export async function reviewsOfMyVideos(api: Pick<Api, 'load'>): Promise<Record<string, VideoReview>> {
  const { items } = await api.load(listMyReviews, { query: { limit: 100 } });
  const ofVideos = items.filter(({ kind }) => kind === 'video');
  return Object.fromEntries(ofVideos.map(({ id, subjectId, state }) => [subjectId, { id, state }]));
}

export type VideoReview = Pick<MyReview, 'id' | 'state'>;
