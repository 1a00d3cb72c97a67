/** What became of an entry: two letters in the file, one number in memory. */
export const OUTCOME = {
  /** Its place in the drawn order was beyond the places and the waiting list. */
  lost: 0,
  /** On the waiting list, in the drawn order. */
  waiting: 1,
  /** Not eligible any more at the draw; it keeps its place in the order, and the next ones move up. */
  accountClosed: 2,
  membershipEnded: 3,
  categoryEnded: 4,
} as const;

/** A place won from a pool: 0 is everybody's, from 1 the reserved ones. */
const FIRST_WON = 16;
export const wonFrom = (pool: number): number => FIRST_WON + pool;
export const isOutcomeWon = (outcome: number): boolean => outcome >= FIRST_WON;

export const voidCodes: readonly number[] = [
  OUTCOME.accountClosed,
  OUTCOME.membershipEnded,
  OUTCOME.categoryEnded,
];

const LETTERS: Readonly<Record<number, string>> = {
  [OUTCOME.lost]: 'L-',
  [OUTCOME.waiting]: 'Q-',
  [OUTCOME.accountClosed]: 'Va',
  [OUTCOME.membershipEnded]: 'Vm',
  [OUTCOME.categoryEnded]: 'Vc',
};

/** Two letters: `W0` won from everybody's places, `W1` … `Wg` from a reserved pool, `Q-`, `L-`, `Va`, `Vm`, `Vc`. */
export const outcomeLetters = (outcome: number): string =>
  isOutcomeWon(outcome) ? `W${(outcome - FIRST_WON).toString(36)}` : (LETTERS[outcome] ?? '??');

/** The outcome that two letters stand for; -1 when there is none. */
export function readOutcome(first: number, second: number): number {
  const letters = String.fromCharCode(first, second);
  if (letters[0] === 'W') {
    const pool = Number.parseInt(letters[1] ?? '', 36);
    return pool >= 0 && pool <= 16 ? wonFrom(pool) : -1;
  }
  const known = Object.entries(LETTERS).find(([, text]) => text === letters);
  return known === undefined ? -1 : Number(known[0]);
}
