import type { ReviewVerdict } from '@wengong/contract';

/** What so many reviewers come to: the verdict on which `eyes` of them agree; null while they do not. */
export function outcomeOf(verdicts: readonly ReviewVerdict[], eyes: number): 'approve' | 'reject' | null {
  const of = (verdict: ReviewVerdict) => verdicts.filter((each) => each === verdict).length;
  if (of('approve') >= eyes) return 'approve';
  return of('reject') >= eyes ? 'reject' : null;
}
