/** From when on votes are looked at by a person. A finding is a question, never a verdict: nothing is voided by itself. */
export interface Suspicion {
  /** People who vote from one device on one day: a family may share a phone. */
  readonly peopleADevice: number;
  /** Votes from one block of addresses for one entry on one day, and their share of all that the block casts. A factory shares one. */
  readonly votesABlock: number;
  readonly blockShare: number;
  /** Votes for one entry in five minutes, and how many times its usual five minutes that is, or those of all entries. */
  readonly votesABurst: number;
  readonly burstTimes: number;
  /** Votes for one entry on one day from accounts less than two days old, and their share of its votes. */
  readonly newAccounts: number;
  readonly newShare: number;
}

export const suspicion: Suspicion = {
  peopleADevice: 3,
  votesABlock: 30,
  blockShare: 0.8,
  votesABurst: 30,
  burstTimes: 10,
  newAccounts: 20,
  newShare: 0.5,
};

/** Votes older than this are looked at no more: each search overlaps the days before. */
export const SEARCHED_MS = 26 * 3_600_000;
