import type { Playback, ReviewKind, ReviewState } from '@wengong/contract';
import type { Reader, Tx } from './db.ts';
import type { Deps } from './deps.ts';

export interface ReviewKey {
  readonly palaceId: string;
  readonly subjectId: string;
}

/** What is reviewed, as its owner describes it. */
export interface ReviewSubject extends ReviewKey {
  /** Who uploaded it; null: the palace's own. */
  readonly ownerId: string | null;
  readonly title: string;
  readonly texts: readonly { readonly field: string; readonly text: string }[];
  /** As its owner has it; everybody sees what is `approved`. */
  readonly state: ReviewState;
  /** Reviewers who must agree before it is shown. */
  readonly eyes?: 1 | 2;
}

/** What a reviewer plays. */
export interface ReviewPlayer {
  readonly playback: Playback | null;
  readonly durationMs: number | null;
  readonly ai: string | null;
}

/**
 * What a decision means for the thing itself. `show`: everybody sees it. `refuse`: it was never shown, and is not.
 * `hide`: nobody sees it any more. `recall`: the decision is undone, it waits again.
 */
export type ReviewEffect = 'show' | 'refuse' | 'hide' | 'recall';

/**
 * A kind of content that is reviewed before it is shown. Its module brings this; moderation knows nothing else of it.
 * `apply` runs in the decision's transaction and may refuse it with a Problem.
 */
export interface ReviewedKind {
  readonly kind: ReviewKind;
  /** Null when there is no such thing, or it was removed. */
  find(reader: Reader | Tx, subjectId: string): Promise<ReviewSubject | null>;
  apply(tx: Tx, deps: Deps, key: ReviewKey, decision: AppliedDecision): Promise<void>;
  /** Left out by kinds of text alone. */
  players?(
    reader: Reader | Tx,
    deps: Deps,
    subjectIds: readonly string[],
    now: Date,
  ): Promise<Map<string, ReviewPlayer>>;
}

export interface AppliedDecision {
  readonly effect: ReviewEffect;
  /** For the uploader, in plain Chinese; empty when it is shown. */
  readonly reason: string;
  readonly by: string;
  readonly now: Date;
}
