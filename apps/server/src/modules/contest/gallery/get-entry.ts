import { getContestEntry } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { videosByIds } from '../../media/index.ts';
import { findPalace } from '../../network/index.ts';
import { votingOpen } from '../contest.rules.ts';
import { roundsOf } from '../contest.store.ts';
import { entryById } from '../entries/entries.store.ts';
import { presentResult } from '../entries/my-entry.ts';
import { findPublished, openRound } from '../find-contest.ts';
import { resultsOfEntries } from '../results/results.store.ts';
import { acceptedSales } from '../sales/sales.store.ts';
import { votesToday } from '../votes/my-votes.ts';
import { clipsOf, describeEntries, shapeOf } from './cards.ts';

export const getContestEntryAction = handle(getContestEntry, async ({ params, actor, reader, deps, now }) => {
  const contest = await findPublished(reader, params);
  const entry = await entryById(reader, params, params.entryId);
  if (entry?.state !== 'approved') throw new Problem('not-found');
  const { definition } = contest;
  const round = openRound(await roundsOf(reader, params));
  const isIn = round !== undefined && round.round === entry.round;
  const palace = await findPalace(reader, params.palaceId);
  const today =
    actor === null || round === undefined || palace === undefined
      ? []
      : await votesToday(reader, params, round.round, {
          personId: actor.personId,
          timeZone: palace.time_zone,
          now,
        });
  const category = definition.categories.find((each) => each.key === entry.category);
  const [described] = await describeEntries(reader, deps, [entry], { audience: 'public', now });
  if (described === undefined) throw new Problem('not-found');
  const video = (await videosByIds(reader, clipsOf([entry]))).get(entry.asset_id ?? '');
  // The news of it may still be on its way.
  const clipDown =
    entry.clip_down_at !== null || (entry.asset_id !== null && described.showing === undefined);
  const playback = clipDown ? null : (described.showing?.playback ?? null);
  return {
    ...described.facts,
    poster: clipDown ? null : described.facts.poster,
    sprite: playback?.sprite ?? null,
    playback,
    clipDown,
    ...shapeOf(video),
    ai: video?.ai ?? null,
    palaceId: params.palaceId,
    contestId: params.contestId,
    contestTitle: definition.title,
    contestTitleEn: definition.titleEn,
    description: entry.description,
    people: entry.people,
    votingOpen: isIn && !clipDown && votingOpen(contest.state, definition.rounds[round.round], now),
    votedToday: today.includes(entry.id),
    results: (await resultsOfEntries(reader, [entry])).map((result) => presentResult(definition, result)),
    salesFen: category?.kind === 'live_commerce' ? await acceptedSales(reader, entry) : null,
  };
});
