import type { ContestDetail, ContestSummary } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { type PalaceRow, palacesByIds } from '../network/index.ts';
import { entriesOpen, votingOpen } from './contest.rules.ts';
import { type Contest, roundFigures } from './contest.store.ts';

type Shown = Omit<ContestDetail, 'me'>;

/** Contests as everybody sees them, in their order. */
export async function presentContests(
  reader: Reader,
  contests: readonly Contest[],
  now: Date,
): Promise<Shown[]> {
  const palaces = await palacesByIds(
    reader,
    contests.map((contest) => contest.palace_id),
  );
  const keys = contests.map((contest) => ({ palace_id: contest.palace_id, contest_id: contest.id }));
  const figures = await roundFigures(reader, keys);
  return contests.map((contest) => {
    const palace = palaces.get(contest.palace_id);
    if (palace === undefined) throw new Problem('not-found');
    const rounds = contest.definition.rounds.map((_, round) => {
      const row = figures.get(`${contest.id} ${round}`);
      return {
        round,
        state: row?.state ?? 'waiting',
        entries: row?.entries ?? 0,
        votes: row?.votes ?? 0,
        voided: row?.voided ?? 0,
        head: (row?.head ?? Buffer.alloc(32)).toString('hex'),
        closedAt: row?.closed_at?.toISOString() ?? null,
      };
    });
    return { ...presentSummary(contest, palace, rounds), ...presentState(contest, rounds, now) };
  });
}

function presentState(contest: Contest, rounds: Shown['rounds'], now: Date) {
  const open = rounds.findIndex((round) => round.state === 'open');
  return {
    version: contest.version,
    definition: contest.definition,
    rounds,
    entriesOpen: entriesOpen(contest.state, contest.definition, now),
    votingOpen: votingOpen(contest.state, contest.definition.rounds[open], now),
  };
}

function presentSummary(contest: Contest, palace: PalaceRow, rounds: Shown['rounds']): ContestSummary {
  const { definition } = contest;
  const open = rounds.findIndex((round) => round.state === 'open');
  return {
    palaceId: palace.id,
    palaceSlug: palace.slug,
    palaceName: palace.name,
    palaceNameEn: palace.name_en,
    timeZone: palace.time_zone,
    id: contest.id,
    state: contest.state,
    title: definition.title,
    titleEn: definition.titleEn,
    summary: definition.summary,
    summaryEn: definition.summaryEn,
    entriesOpenAt: definition.entriesOpenAt,
    entriesCloseAt: definition.entriesCloseAt,
    endsAt: definition.rounds.at(-1)?.endsAt ?? definition.entriesCloseAt,
    round: contest.state === 'published' && open >= 0 ? open : null,
    entries: rounds[0]?.entries ?? 0,
    votes: rounds.reduce((sum, round) => sum + round.votes - round.voided, 0),
  };
}
