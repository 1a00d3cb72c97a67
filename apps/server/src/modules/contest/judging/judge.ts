import {
  declareConflict,
  getMyJudging,
  type JudgingEntry,
  listMyJudging,
  putMyScore,
} from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { showingsOf, videosByIds } from '../../media/index.ts';
import { palacesByIds } from '../../network/index.ts';
import { type Contest, type ContestKey, contestsByIds, lockRound, roundsOf } from '../contest.store.ts';
import type { ContestExpertRow } from '../contest.tables.ts';
import { findPublished, openRound } from '../find-contest.ts';
import { clipsOf, shapeOf, unionNames } from '../gallery/cards.ts';
import { weigh } from '../results/results.rules.ts';
import { dutiesOf, expertOf, lockExpert } from './experts.store.ts';
import { insertConflict, putScore, type SheetEntry, sheetOf } from './scores.store.ts';

export const listMyJudgingAction = handle(listMyJudging, async ({ actor, reader }) => {
  const duties = await dutiesOf(reader, actor.personId);
  const contests = await contestsByIds(reader, duties);
  const palaces = await palacesByIds(
    reader,
    duties.map((duty) => duty.palace_id),
  );
  return {
    items: duties.flatMap((duty) => {
      const definition = contests.get(duty.contest_id)?.definition;
      const palace = palaces.get(duty.palace_id);
      if (definition === undefined || palace === undefined) return [];
      const rules = definition.rounds[duty.round];
      const judged = rules !== undefined && rules.judging !== null;
      return [
        {
          palaceId: duty.palace_id,
          contestId: duty.contest_id,
          palaceName: palace.name,
          palaceNameEn: palace.name_en,
          timeZone: palace.time_zone,
          title: definition.title,
          titleEn: definition.titleEn,
          round: judged ? duty.round : null,
          roundName: judged ? rules.name : '',
          roundNameEn: judged ? rules.nameEn : '',
          endsAt: judged ? rules.endsAt : null,
          entries: judged ? duty.entries : 0,
          scored: judged ? duty.scored : 0,
        },
      ];
    }),
  };
});

export const getMyJudgingAction = handle(
  getMyJudging,
  async ({ params, query, actor, reader, deps, now }) => {
    const expert = await expertOf(reader, params, actor.personId);
    if (expert === undefined) throw new Problem('not-found');
    const contest = await findPublished(reader, params);
    const round = openRound(await roundsOf(reader, params));
    const { rules, judging } = rulesOf(contest, round?.round);
    const rows = await sheetOf(reader, expert, round?.round ?? 0, { entryId: null, limit: query.limit });
    const palaces = await palacesByIds(reader, [params.palaceId]);
    return {
      title: contest.definition.title,
      titleEn: contest.definition.titleEn,
      timeZone: palaces.get(params.palaceId)?.time_zone ?? 'Asia/Shanghai',
      round: round?.round ?? 0,
      roundName: rules.name,
      roundNameEn: rules.nameEn,
      endsAt: rules.endsAt,
      blind: judging.blind,
      criteria: judging.criteria,
      entries: await present(reader, rows, { blind: judging.blind, deps, now }),
    };
  },
);

/** The round's rules and its judging. Throws `judging-closed` when experts have nothing to do in it. */
function rulesOf(contest: Contest, round: number | undefined) {
  const rules = round === undefined ? undefined : contest.definition.rounds[round];
  const judging = rules?.judging ?? null;
  if (contest.state !== 'published' || rules === undefined || judging === null)
    throw new Problem('judging-closed');
  return { rules, judging };
}

interface Desk {
  readonly expert: ContestExpertRow;
  readonly entry: SheetEntry;
  readonly round: number;
  readonly contest: Contest;
}

/** What an expert writes about: round held, then the expert's own row. Throws `not-found`, `judging-closed`. */
async function holdDesk(
  tx: Tx,
  key: ContestKey & { readonly entryId: string },
  personId: string,
): Promise<Desk> {
  const contest = await findPublished(tx, key);
  const open = openRound(await roundsOf(tx, key));
  const round = open === undefined ? undefined : await lockRound(tx, key, open.round);
  const expert = await lockExpert(tx, key, personId);
  if (expert === undefined) throw new Problem('not-found');
  if (round?.state !== 'open') throw new Problem('judging-closed');
  const [entry] = await sheetOf(tx, expert, round.round, { entryId: key.entryId, limit: 1 });
  if (entry === undefined) throw new Problem('not-found');
  return { expert, entry, round: round.round, contest };
}

export const putMyScoreAction = handle(putMyScore, async ({ params, body, actor, tx, deps, now }) => {
  const { expert, entry, round, contest } = await holdDesk(tx, params, actor.personId);
  const { rules, judging } = rulesOf(contest, round);
  // Late scores count until the round is closed.
  if (now.getTime() < Date.parse(rules.startsAt)) throw new Problem('judging-closed');
  if (entry.conflict) throw new Problem('judging-conflict');
  const given = Object.keys(body.scores).toSorted().join(' ');
  if (
    given !==
    judging.criteria
      .map((each) => each.key)
      .toSorted()
      .join(' ')
  ) {
    throw new Problem('judging-criteria');
  }
  await putScore(tx, {
    palace_id: params.palaceId,
    contest_id: params.contestId,
    round,
    entry_id: entry.id,
    person_id: expert.person_id,
    scores: body.scores,
    total: weigh(judging.criteria, body.scores),
    note: body.note,
    scored_at: now,
  });
  return oneEntry(tx, expert, round, { entryId: entry.id, blind: judging.blind, deps, now });
});

export const declareConflictAction = handle(
  declareConflict,
  async ({ params, body, actor, tx, deps, now }) => {
    const { expert, entry, round, contest } = await holdDesk(tx, params, actor.personId);
    const { judging } = rulesOf(contest, round);
    await insertConflict(tx, params, round, {
      entryId: entry.id,
      personId: expert.person_id,
      reason: body.reason,
      now,
    });
    return oneEntry(tx, expert, round, { entryId: entry.id, blind: judging.blind, deps, now });
  },
);

/** How entries are shown to an expert. */
interface Showing {
  readonly blind: boolean;
  readonly deps: Deps;
  readonly now: Date;
}

async function oneEntry(
  tx: Tx,
  expert: ContestExpertRow,
  round: number,
  { entryId, ...how }: Showing & { readonly entryId: string },
): Promise<JudgingEntry> {
  const [entry] = await present(tx, await sheetOf(tx, expert, round, { entryId, limit: 1 }), how);
  if (entry === undefined) throw new Problem('not-found');
  return entry;
}

async function present(
  reader: Reader | Tx,
  rows: readonly SheetEntry[],
  { blind, deps, now }: Showing,
): Promise<JudgingEntry[]> {
  const showings = await showingsOf(reader, deps, clipsOf(rows), { audience: 'private', now });
  const videos = await videosByIds(reader, clipsOf(rows));
  const unions = blind ? new Map<string, string>() : await unionNames(reader, rows);
  return rows.map((row) => ({
    entryId: row.id,
    number: row.number,
    category: row.category,
    title: row.title,
    description: row.description,
    assetId: row.asset_id,
    playback: showings.get(row.asset_id ?? '')?.playback ?? null,
    ...shapeOf(videos.get(row.asset_id ?? '')),
    entrantName: blind ? null : row.entrant_name,
    unionName: blind || row.union_id === null ? null : (unions.get(row.union_id) ?? null),
    scores: row.scores,
    note: row.note ?? '',
    scoredAt: row.scored_at?.toISOString() ?? null,
    conflict: row.conflict,
  }));
}
