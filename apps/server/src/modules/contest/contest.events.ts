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
