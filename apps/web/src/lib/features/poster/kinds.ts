/** Kinds of activity that have a cover composition of their own. */
export const posterKinds = [
  'course',
  'performance',
  'film',
  'lecture',
  'exhibition',
  'sport',
  'contest',
  'outreach',
  'venue',
  'festival',
  'reading',
  'volunteer',
] as const;
export type PosterKind = (typeof posterKinds)[number];

export type PosterShape = 'wide' | 'square';

/** Any word for a kind; one without a composition gets the general one. */
export function posterKind(kind: string): PosterKind {
  return posterKinds.find((one) => one === kind) ?? 'venue';
}

/** Address of the drawn cover; the same kind and seed always give the same picture, so it is cached for good. */
export function posterPath(kind: PosterKind, seed: string, shape: PosterShape = 'wide'): string {
  return `/poster/${kind}/${encodeURIComponent(seed)}.svg${shape === 'square' ? '?shape=square' : ''}`;
}
