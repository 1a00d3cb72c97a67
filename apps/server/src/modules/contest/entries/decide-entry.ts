import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { contestEntryDecided } from '../contest.events.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestEntryRow } from '../contest.tables.ts';
import { findContest } from '../find-contest.ts';
import { addToGallery } from '../gallery/gallery.store.ts';
import { hideClip, showClip } from './clip.ts';
import { entryById, joinRound, leaveRound, lockEntry, updateEntry } from './entries.store.ts';
import { holdEntryRound } from './hold-entry-round.ts';
import { leaveUntilDecided, WAITING_AGAIN } from './wait-again.ts';

interface Decision {
  readonly decision: 'approve' | 'reject' | 'take_down';
  readonly note: string;
  readonly by: string;
  readonly now: Date;
}

const next = { approve: 'approved', reject: 'rejected', take_down: 'taken_down' } as const;

/**
 * Approves an entry, which brings it into its round and the gallery, or rejects it, or takes it out of both. Returns it
 * as it was. Throws `not-found`, `contest-own-entry`, `round-closed`, `contest-entry-changed`.
 */
export async function decideEntry(
  tx: Tx,
  deps: Deps,
  key: ContestKey & { readonly entryId: string },
  { decision, note, by, now }: Decision,
): Promise<ContestEntryRow> {
  const contest = await findContest(tx, key);
  const found = await entryById(tx, key, key.entryId);
  if (found === undefined) throw new Problem('not-found');
  if (found.person_id === by) throw new Problem('contest-own-entry');
  const round = await holdEntryRound(tx, key, found.round);
  const entry = await lockEntry(tx, key.palaceId, key.entryId);
  if (entry === undefined || !isOpenTo(entry.state, decision)) throw new Problem('contest-entry-changed');
  const decided = { state: next[decision], note, decided_at: now, decided_by: by, clip_down_at: null };
  await updateEntry(tx, entry, decided);
  if (decision === 'approve') {
    await showClip(tx, deps, entry);
    await joinRound(tx, entry, round);
    await addToGallery(tx, contest, entry, now);
  } else if (decision === 'take_down') {
    await leaveRound(tx, entry, round);
    await hideClip(tx, deps, entry, note);
  }
  await deps.bus.emit(tx, contestEntryDecided, {
    palaceId: entry.palace_id,
    contestId: entry.contest_id,
    entryId: entry.id,
    personId: entry.person_id,
    assetId: entry.asset_id,
    decision,
    note,
    title: entry.title,
    contestTitle: contest.definition.title,
    contestTitleEn: contest.definition.titleEn,
  });
  return entry;
}

/** Lets an entry wait again: a reviewer has taken the decision back. Throws `not-found`, `round-closed`. */
export async function recallEntry(tx: Tx, key: ContestKey & { readonly entryId: string }): Promise<void> {
  const found = await entryById(tx, key, key.entryId);
  if (found === undefined) throw new Problem('not-found');
  const round = await holdEntryRound(tx, key, found.round);
  const entry = await lockEntry(tx, key.palaceId, key.entryId);
  if (entry?.state !== 'approved' && entry?.state !== 'rejected') throw new Problem('contest-entry-changed');
  await leaveUntilDecided(tx, entry, round);
  await updateEntry(tx, entry, WAITING_AGAIN);
}

function isOpenTo(state: ContestEntryRow['state'], decision: Decision['decision']): boolean {
  if (decision === 'reject') return state === 'waiting';
  if (decision === 'take_down') return state === 'approved';
  return state === 'waiting' || state === 'rejected' || state === 'taken_down';
}
