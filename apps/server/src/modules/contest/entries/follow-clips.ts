import type { Tx } from '../../../kernel/db.ts';
import { videosByIds } from '../../media/index.ts';
import { contestById, lockRound } from '../contest.store.ts';
import { addToGallery } from '../gallery/gallery.store.ts';
import { entriesWithClips, joinRound, leaveRound, lockEntry, updateEntry } from './entries.store.ts';

/**
 * Brings approved entries in line with their recordings, whatever has happened to these: one that is taken down takes
 * its entry out of gallery and round, and back when it is shown again. The votes stay with the entry; a closed round
 * stays as it is. What counts is how a recording is now, seen while its entry is held: news may come late or twice.
 */
export async function followClips(tx: Tx, videoIds: readonly string[], now: Date): Promise<void> {
  for (const found of await entriesWithClips(tx, videoIds, 'approved')) {
    const key = { palaceId: found.palace_id, contestId: found.contest_id };
    const round = await lockRound(tx, key, found.round);
    const entry = await lockEntry(tx, found.palace_id, found.id);
    const contest = await contestById(tx, key);
    if (round === undefined || contest === undefined) continue;
    if (entry?.state !== 'approved' || entry.asset_id === null || entry.round !== round.round) continue;
    const video = (await videosByIds(tx, [entry.asset_id])).get(entry.asset_id);
    const isDown = video === undefined || video.visibility === 'taken_down';
    if (isDown === (entry.clip_down_at !== null)) continue;
    await updateEntry(tx, entry, { clip_down_at: isDown ? now : null });
    const isOpen = round.state !== 'closed';
    if (isDown && isOpen) await leaveRound(tx, entry, round.round);
    if (!isDown && isOpen) await joinRound(tx, entry, round.round);
    if (!isDown) await addToGallery(tx, contest, entry, now);
  }
}
