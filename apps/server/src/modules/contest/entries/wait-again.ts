import type { Tx } from '../../../kernel/db.ts';
import type { ContestEntryRow } from '../contest.tables.ts';
import { coverClip } from './clip.ts';
import { leaveRound } from './entries.store.ts';

/** What is written of an entry that waits for a decision again. */
export const WAITING_AGAIN = {
  state: 'waiting',
  note: '',
  decided_at: null,
  decided_by: null,
  clip_down_at: null,
} as const;

/** Takes an entry out of its round until it is decided again, if it had come into it; it keeps its votes. */
export async function leaveUntilDecided(tx: Tx, entry: ContestEntryRow, round: number): Promise<void> {
  if (entry.state !== 'approved') return;
  await leaveRound(tx, entry, round);
  await coverClip(tx, entry);
}
