export const voteFormat = 'wengong-votes-1';

/**
 * Every vote of one round of a contest, anonymous. The first line is JSON, the header. Then come the votes in the order
 * in which they were cast, one a line: `<voter, 22 letters base64url> <number of the entry, 6 digits> <day> <+ or ->\n`;
 * `-` marks a vote that was voided. Votes that were cast together end with `#<hash>\n`: the SHA-256, in hexadecimal, of
 * the hash before (32 bytes, zeros at the start) and of their lines up to the day, each with its line feed. The end of
 * the file says what was counted: `=<number of the entry> <votes> <voided>\n`.
 */
export interface VoteHeader {
  readonly format: typeof voteFormat;
  readonly contest: string;
  readonly palace: string;
  readonly title: string;
  /** Counted from 0. */
  readonly round: number;
  readonly roundName: string;
  readonly votesADay: number;
  readonly votes: number;
  readonly voided: number;
  readonly batches: number;
  /** The hash of the last batch, as it was shown when the round was closed. */
  readonly head: string;
  /** Counted from 1: another one after every decision about votes. Files of before lack it. */
  readonly version?: number;
  readonly closedAt: string;
}

/** Bytes of a vote's line that its hash covers, with a line feed in the place of the mark. */
export const HASHED = 41;
export const VOTE_LINE = 43;
export const MARK = { counts: 43, voided: 45, batch: 35, tally: 61 } as const;
