import { putMyEntryVideo } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { holdReview, submitForReview } from '../../moderation/index.ts';
import { reviewOf } from '../contest.review.ts';
import { findContest } from '../find-contest.ts';
import { releaseClip, takeClip } from './clip.ts';
import { entriesOfPerson, lockEntry, updateEntry } from './entries.store.ts';
import { mayChangeVideo } from './entry.rules.ts';
import { holdEntryRound } from './hold-entry-round.ts';
import { myEntry } from './my-entries.ts';
import { leaveUntilDecided, WAITING_AGAIN } from './wait-again.ts';

/**
 * Nobody has looked at the new recording: the entry waits again. An approved one leaves its round until then, and keeps
 * its votes.
 */
export const putMyEntryVideoAction = handle(
  putMyEntryVideo,
  async ({ params, body, actor, tx, deps, now }) => {
    const [found] = await entriesOfPerson(tx, actor.personId, params.entryId);
    if (found === undefined) throw new Problem('not-found');
    const key = { palaceId: found.palace_id, contestId: found.contest_id };
    const contest = await findContest(tx, key);
    await holdReview(tx, { palaceId: found.palace_id, kind: 'contest-entry', subjectId: found.id });
    const round = await holdEntryRound(tx, key, found.round);
    const entry = await lockEntry(tx, found.palace_id, found.id);
    if (entry === undefined || !mayChangeVideo(contest, entry, now)) throw new Problem('contest-video-fixed');
    if (entry.asset_id === body.assetId) return myEntry(tx, actor.personId, entry.id, now);
    const clip = { palaceId: entry.palace_id, entryId: entry.id, personId: actor.personId };
    const ready = await takeClip(tx, deps, { ...clip, assetId: body.assetId });
    await leaveUntilDecided(tx, entry, round);
    await releaseClip(tx, entry);
    await updateEntry(tx, entry, { ...WAITING_AGAIN, asset_id: body.assetId });
    await submitForReview(tx, deps, {
      ...reviewOf(entry),
      ready,
      eyes: contest.definition.rounds[0]?.kind === 'final' ? 2 : 1,
    });
    return myEntry(tx, actor.personId, entry.id, now);
  },
);
