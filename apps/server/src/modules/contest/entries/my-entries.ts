import { getMyContestEntry, listMyContestEntries, withdrawContestEntry } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { withdrawFromReview } from '../../moderation/index.ts';
import { deleteUndecidedPictures } from '../sales/pictures.store.ts';
import { clearProofs } from '../sales/proof-files.ts';
import { hideClip, releaseClip } from './clip.ts';
import { countEntry, entriesOfPerson, leaveRound, lockEntry, updateEntry } from './entries.store.ts';
import { holdEntryRound } from './hold-entry-round.ts';
import { presentMine } from './my-entry.ts';

export const listMyContestEntriesAction = handle(listMyContestEntries, async ({ actor, reader, now }) => ({
  items: await presentMine(reader, await entriesOfPerson(reader, actor.personId), now),
}));

export const getMyContestEntryAction = handle(getMyContestEntry, ({ params, actor, reader, now }) =>
  myEntry(reader, actor.personId, params.entryId, now),
);

/** One of a person's entries. Throws `not-found`, also for somebody else's. */
export async function myEntry(reader: Reader | Tx, personId: string, entryId: string, now: Date) {
  const [mine] = await presentMine(reader, await entriesOfPerson(reader, personId, entryId), now);
  if (mine === undefined) throw new Problem('not-found');
  return mine;
}

export const withdrawContestEntryAction = handle(
  withdrawContestEntry,
  async ({ params, actor, tx, deps, now }) => {
    const [found] = await entriesOfPerson(tx, actor.personId, params.entryId);
    if (found === undefined) throw new Problem('not-found');
    const key = { palaceId: found.palace_id, contestId: found.contest_id };
    await withdrawFromReview(tx, deps, {
      palaceId: found.palace_id,
      kind: 'contest-entry',
      subjectId: found.id,
      by: actor.personId,
    });
    const round = await holdEntryRound(tx, key, found.round);
    const entry = await lockEntry(tx, found.palace_id, found.id);
    if (entry === undefined || !['waiting', 'approved', 'rejected'].includes(entry.state)) {
      throw new Problem('contest-entry-changed');
    }
    if (entry.state === 'approved') {
      await leaveRound(tx, entry, round);
      await hideClip(tx, deps, entry, '作者撤回了参赛作品');
    }
    await releaseClip(tx, entry);
    await clearProofs(tx, await deleteUndecidedPictures(tx, entry), now);
    await updateEntry(tx, entry, { state: 'withdrawn', decided_at: now, decided_by: null });
    await countEntry(tx, key, { personId: actor.personId, allowed: 0, by: -1 });
    return myEntry(tx, actor.personId, entry.id, now);
  },
);
