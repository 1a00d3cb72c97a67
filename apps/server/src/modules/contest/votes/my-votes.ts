import { listMyContestVotes } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { handle } from '../../../kernel/module.ts';
import { localDay } from '../../../kernel/zone.ts';
import { findPalace } from '../../network/index.ts';
import type { ContestKey } from '../contest.store.ts';
import { findPublished } from '../find-contest.ts';
import { voterOf } from './voter.ts';
import { votesOfDay, votesOfPerson } from './votes.store.ts';

/** Entries that a person has voted for today in a round; none without one. */
export async function votesToday(
  reader: Reader,
  key: ContestKey,
  round: number | null,
  who: { readonly personId: string; readonly timeZone: string; readonly now: Date },
): Promise<string[]> {
  if (round === null) return [];
  const day = localDay(who.now, who.timeZone);
  const votes = await votesOfDay(reader, { key, round: { round }, day }, [who.personId]);
  return votes.map((vote) => vote.entry_id);
}

export const listMyContestVotesAction = handle(
  listMyContestVotes,
  async ({ params, actor, reader, deps }) => {
    const { definition } = await findPublished(reader, params);
    const palace = await findPalace(reader, params.palaceId);
    const votes = await votesOfPerson(reader, params, actor.personId, 200);
    return {
      contestTitle: definition.title,
      contestTitleEn: definition.titleEn,
      timeZone: palace?.time_zone ?? 'Asia/Shanghai',
      voter: voterOf(deps.keys, params.contestId, actor.personId).toString('base64url'),
      items: votes.map((vote) => ({
        round: vote.round,
        seq: vote.seq,
        entryId: vote.entry_id,
        entryNumber: vote.number,
        entryTitle: vote.title,
        at: vote.cast_at.toISOString(),
        voided: vote.finding_id !== null,
        findingId: vote.finding_id,
        reason: vote.reason ?? '',
        appeal: vote.appeal,
        mayAppeal: vote.finding_id !== null && vote.round_open && vote.appeal === null,
      })),
    };
  },
);
