import { defineEvent } from '../../kernel/outbox.ts';

interface EntryFact {
  readonly palaceId: string;
  readonly contestId: string;
  readonly entryId: string;
  readonly personId: string;
  readonly title: string;
  readonly contestTitle: string;
  readonly contestTitleEn: string;
}

/** The palace has approved an entry, rejected it, or taken it down. */
export const contestEntryDecided = defineEvent<
  EntryFact & {
    readonly assetId: string | null;
    readonly decision: 'approve' | 'reject' | 'take_down';
    readonly note: string;
  }
>('contest.entry-decided');

/** A round was closed: what became of one of its entries. `prize` is a prize's name, after the last round only. */
export const contestEntryPlaced = defineEvent<
  EntryFact & {
    readonly roundName: string;
    readonly roundNameEn: string;
    readonly rank: number;
    readonly advanced: boolean;
    readonly last: boolean;
    /** It goes on into a round that is a final. */
    readonly toFinal: boolean;
    readonly prize: string | null;
    readonly prizeEn: string | null;
  }
>('contest.entry-placed');

interface VoterFact {
  readonly palaceId: string;
  readonly contestId: string;
  readonly personId: string;
  /** The entry that most of the votes were for. */
  readonly title: string;
  readonly contestTitle: string;
  readonly contestTitleEn: string;
}

/** Votes of a person were voided. */
export const contestVotesVoided = defineEvent<VoterFact & { readonly reason: string }>(
  'contest.votes-voided',
);

/** What a person said against a void was decided. */
export const contestAppealDecided = defineEvent<
  VoterFact & { readonly upheld: boolean; readonly answer: string }
>('contest.appeal-decided');

/** A union has nominated somebody who has an account. */
export const contestNominated = defineEvent<{
  readonly palaceId: string;
  readonly contestId: string;
  readonly nominationId: string;
  readonly personId: string;
  readonly title: string;
  readonly unionName: string;
  readonly contestTitle: string;
  readonly contestTitleEn: string;
}>('contest.nominated');
