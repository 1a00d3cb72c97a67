import type { ReviewKind, ReviewReason } from '@wengong/contract';
import { defineEvent } from '../../kernel/outbox.ts';

/** What every event about a reviewed thing names. */
export interface ReviewFact {
  readonly palaceId: string;
  readonly itemId: string;
  readonly kind: ReviewKind;
  readonly subjectId: string;
  /** Null: the palace's own. */
  readonly ownerId: string | null;
  readonly title: string;
  readonly reasons: readonly ReviewReason[];
  /** For the uploader. */
  readonly note: string;
  /** An appeal was decided by it. */
  readonly onAppeal: boolean;
}

/** It may be shown, for the first time or again. */
export const reviewApproved = defineEvent<ReviewFact>('moderation.approved');

/** It is not shown; or its appeal was refused. */
export const reviewRejected = defineEvent<ReviewFact>('moderation.rejected');

/** It was shown and is no longer. */
export const contentTakenDown = defineEvent<ReviewFact>('moderation.taken-down');

/** A decision was taken back: it waits again. */
export const reviewReopened = defineEvent<ReviewFact>('moderation.reopened');

/** What somebody reported was decided. */
export const reportsSettled = defineEvent<{
  readonly palaceId: string;
  readonly title: string;
  readonly upheld: boolean;
  readonly reporterIds: readonly string[];
}>('moderation.reports-settled');
