import type { ContestDefinition } from '@wengong/contract';
import type { PosterKind } from '#lib/features/poster/kinds.ts';

type Category = ContestDefinition['categories'][number];

const kinds: Readonly<Record<Category['kind'], PosterKind>> = {
  family: 'festival',
  song: 'performance',
  dance: 'performance',
  craft: 'course',
  live_commerce: 'service',
  other: 'contest',
};

/** The drawn cover of an entry without a recording: what its category is about. */
export const categoryPoster = (category: Category | undefined): PosterKind =>
  kinds[category?.kind ?? 'other'];
