import type { ContestDefinition } from '@wengong/contract';
import { sql } from 'kysely';
import { HeldClock } from '../kernel/clock.ts';
import type { Keys } from '../kernel/crypto.ts';
import type { Tx } from '../kernel/db.ts';
import { Bus } from '../kernel/outbox.ts';
import { castVotes, closeRound, dealGallery, gramsOf } from '../modules/contest/index.ts';
import { DAY, type DemoCalendar, HOUR, later } from './calendar.ts';
import { clipOf, writeClips } from './contest-clips.ts';
import { contestOf, ENTRIES } from './contest-content.ts';
import { type ContestStory, tellContestStory, writeElsewhere, writeSales } from './contest-story.ts';
import type { Worker } from './people.ts';
import type { Palace } from './places.ts';
import { writeFinalReviews } from './reviews.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';

export interface DemoContest {
  readonly palace: Palace;
  readonly calendar: DemoCalendar;
  readonly definition: ContestDefinition;
  /** Who enters, the first of them the one the story is about. */
  readonly entrants: readonly Worker[];
  readonly experts: readonly Worker[];
  readonly voters: readonly Worker[];
  /** Of the entries there are, those that may have a recording. */
  readonly filmed: number;
  /** Other platforms count its topic, too. */
  readonly isElsewhere: boolean;
  /** What happens beside the plain course of things. */
  readonly story?: ContestStory;
}

/** People who vote on one day. */
const VOTERS = 120;

/**
 * Chengdu's contest has its final now; Nantong's was decided last month with a prize for Lin, and another takes entries, for
 * which Lin is nominated.
 */
export function planContests(
  calendar: DemoCalendar,
  palaces: readonly Palace[],
  lin: Worker,
  workers: readonly Worker[],
): DemoContest[] {
  const members = workers.filter((worker) => worker.member && worker !== lin);
  const plan = (
    slug: string,
    words: Parameters<typeof contestOf>[1],
    days: Parameters<typeof contestOf>[2],
    heroes: {
      readonly filmed: number;
      readonly enters?: boolean;
      readonly judges?: boolean;
      readonly nominated?: boolean;
      readonly elsewhere?: boolean;
    },
  ): DemoContest[] => {
    const palace = palaces.find(({ content }) => content.slug === slug);
    if (palace === undefined) return [];
    const shuffled = new Seed(`contest ${words.titleEn}`).shuffled(members);
    return [
      {
        palace,
        calendar,
        definition: contestOf(calendar, words, days),
        entrants: [...(heroes.enters ? [lin] : []), ...shuffled.slice(0, 40)],
        experts: [...(heroes.judges ? [lin] : []), ...shuffled.slice(40, 44)],
        voters: shuffled.slice(60),
        filmed: heroes.filmed,
        isElsewhere: heroes.elsewhere ?? false,
        ...(heroes.nominated
          ? { story: { lin, atLinsPhone: shuffled.slice(44, 48), atAnother: shuffled.slice(48, 54) } }
          : {}),
      },
    ];
  };
  return [
    ...plan(
      'chengdu',
      {
        title: '蓉城职工才艺大赛',
        titleEn: 'Chengdu workers’ talent contest',
        summary: '歌唱、舞蹈、手艺、家庭才艺和直播带货，五个组别，海选由职工投票，决赛由投票和专家共同评定。',
        summaryEn:
          'Song, dance, craft, family talent and live commerce: heats by votes, the final by votes and experts.',
      },
      { from: -20, final: -3, to: 6 },
      { judges: true, filmed: ENTRIES.length, elsewhere: true },
    ),
    ...plan(
      'nantong',
      {
        title: '江海职工好声音',
        titleEn: 'Voices of the river and sea',
        summary: '唱自己的岗位，唱身边的人。',
        summaryEn: 'Sing about your work and the people beside you.',
      },
      { from: -50, final: -38, to: -32 },
      { enters: true, filmed: 5 },
    ),
    ...plan(
      'nantong',
      {
        title: '工间十分钟：职工手艺秀',
        titleEn: 'Ten minutes off: workers’ crafts and talents',
        summary: '用工间休息的十分钟，亮一手绝活。正在报名。',
        summaryEn: 'Show what you can do in a ten-minute break. Entries are open.',
      },
      { from: -2, final: 12, to: 20 },
      { nominated: true, filmed: 10 },
    ),
  ];
}

/** Writes the contests as they went: entries, votes day by day, experts' scores, rounds closed by the module itself. */
export async function writeContests(tx: Tx, keys: Keys, contests: readonly DemoContest[]): Promise<void> {
  for (const contest of contests) await writeContest(tx, keys, contest);
}

interface Written {
  readonly key: { readonly palaceId: string; readonly contestId: string };
  readonly random: Seed;
  /** Of approved entries, each with how well liked it is. */
  readonly entries: readonly { readonly id: string; readonly charm: number }[];
}

async function writeContest(tx: Tx, keys: Keys, contest: DemoContest): Promise<void> {
  const { calendar, definition } = contest;
  const written = await writeEntries(tx, contest);
  const { key } = written;
  for (const [round, rules] of definition.rounds.entries()) {
    const [startsAt, endsAt] = [new Date(rules.startsAt), new Date(rules.endsAt)];
    if (startsAt > calendar.now) break;
    if (rules.judging !== null) await writeScores(tx, contest, written, round);
    // What the story tells of the votes comes after them.
    const until = Math.min(endsAt.getTime(), calendar.now.getTime() - HOUR);
    for (let at = startsAt.getTime() + 2 * HOUR; at < until; at += 2 * DAY) {
      await voteOnce(tx, keys, contest, written, { at: new Date(at), until });
    }
    if (endsAt > calendar.now) break;
    const closedAt = later(endsAt, HOUR);
    const bus = new Bus<never>(new HeldClock(closedAt), []);
    await closeRound(tx, { bus: bus as never, keys }, { ...key, round }, closedAt);
    const next = definition.rounds[round + 1];
    if (next?.kind !== 'final') continue;
    const finalists = await entriesInRound(tx, { ...key, round: round + 1 });
    const { reviewer, director } = contest.palace.staff;
    // Two still wait for their reviewers while the final is under way.
    const reviewed = new Date(next.endsAt) > calendar.now ? finalists.slice(2) : finalists;
    await writeFinalReviews(tx, reviewed, { first: reviewer, second: director, at: later(closedAt, HOUR) });
  }
  const ids = written.entries.map((entry) => entry.id);
  await writeSales(tx, key, contest.palace.staff.coordinator, salesUntil(contest));
  if (contest.isElsewhere) await writeElsewhere(tx, key, contest.palace.staff.editor, calendar.now);
  if (contest.story)
    await tellContestStory(tx, keys, contest.story, {
      key,
      ids,
      staff: contest.palace.staff,
      now: calendar.now,
    });
  await dealGallery(tx, key, calendar.now);
}

/** Sales are reported while the contest goes on. */
function salesUntil({ calendar, definition }: DemoContest) {
  const end = new Date(definition.rounds.at(-1)?.endsAt ?? definition.entriesCloseAt);
  const isOver = end < calendar.now;
  return { until: isOver ? end : calendar.now, isOver };
}

async function writeEntries(tx: Tx, contest: DemoContest): Promise<Written> {
  const { palace, definition, entrants, experts, calendar } = contest;
  const random = new Seed(`contest ${palace.id} ${definition.titleEn}`);
  const opened = new Date(definition.entriesOpenAt);
  const created = later(opened, -10 * DAY);
  const key = { palace_id: palace.id, contest_id: random.id(created) };
  const by = palace.staff.director;
  await writeDefinition(tx, contest, key, created);
  const soFar = ENTRIES.filter((_, index) => later(opened, (index + 1) * 3 * HOUR) < calendar.now);
  const isOpen = new Date(definition.entriesCloseAt) > calendar.now;
  const entries = soFar.map(([category, who, title, about], index) => {
    const at = later(opened, (index + 1) * 3 * HOUR);
    const decided = !isOpen || index < soFar.length - 3;
    return {
      palace_id: palace.id,
      id: random.id(at),
      contest_id: key.contest_id,
      version: 1,
      number: index + 1,
      category,
      person_id: entrants[index]?.id ?? '',
      entrant_kind: category === 'family' ? 'family' : 'team',
      entrant_name: who,
      title,
      description: about,
      asset_id: index < contest.filmed ? clipOf(definition.titleEn, index, at) : null,
      answers: { work: who, first: index % 3 !== 0 },
      state: decided ? 'approved' : 'waiting',
      grams: gramsOf(title, who, String(index + 1)),
      entered_at: at,
      decided_at: decided ? later(at, HOUR) : null,
      decided_by: decided ? palace.staff.reviewer : null,
    };
  });
  await writeClips(tx, entries);
  await insertRows(tx, 'contest_entry', entries);
  await insertRows(
    tx,
    'contest_entrant',
    entries.map((entry) => ({ ...key, person_id: entry.person_id, entries: 1, allowed: 3 })),
  );
  await insertRows(
    tx,
    'contest_tally',
    entries
      .filter((entry) => entry.state === 'approved')
      .map((entry) => ({ ...key, round: 0, entry_id: entry.id })),
  );
  await insertRows(
    tx,
    'contest_expert',
    experts.map((expert) => ({ ...key, person_id: expert.id, invited_by: by, invited_at: created })),
  );
  return {
    key: { palaceId: key.palace_id, contestId: key.contest_id },
    random,
    // Lin's is liked well enough for a prize.
    entries: entries
      .filter((entry) => entry.state === 'approved')
      .map((entry, index) => ({ id: entry.id, charm: index === 0 ? 9 : 1 + random.int(10) })),
  };
}

async function writeDefinition(
  tx: Tx,
  { palace, definition }: DemoContest,
  key: { readonly palace_id: string; readonly contest_id: string },
  created: Date,
): Promise<void> {
  const by = palace.staff.director;
  await insertRows(tx, 'contest', [
    {
      palace_id: palace.id,
      id: key.contest_id,
      state: 'published',
      version: 1,
      next_number: ENTRIES.length + 1,
      created_by: by,
      created_at: created,
      published_at: later(created, DAY),
    },
  ]);
  await insertRows(tx, 'contest_version', [
    { ...key, version: 1, definition, created_by: by, created_at: created },
  ]);
  await insertRows(
    tx,
    'contest_round',
    definition.rounds.map((_, round) => ({ ...key, round, state: round === 0 ? 'open' : 'waiting' })),
  );
}

/** One day's votes: people come in small crowds, and like what is liked. */
async function voteOnce(
  tx: Tx,
  keys: Keys,
  { voters }: DemoContest,
  { key, random, entries }: Written,
  { at, until }: { readonly at: Date; readonly until: number },
): Promise<void> {
  const from = random.int(Math.max(1, voters.length - VOTERS));
  const crowd = voters.slice(from, from + VOTERS);
  const liked = entries.flatMap((entry) => Array.from({ length: entry.charm }, () => entry.id));
  for (let turn = 0; turn < 2; turn += 1) {
    const voted = later(at, turn * 3 * HOUR);
    if (voted.getTime() >= until) return;
    const votes = crowd.flatMap((voter) => {
      const entryId = liked[random.int(liked.length)];
      return entryId === undefined || random.int(3) === 0
        ? []
        : [
            {
              ...key,
              entryId,
              personId: voter.id,
              member: true,
              device: null,
              address: Buffer.from(voter.id.slice(-8)),
            },
          ];
    });
    await castVotes(tx, keys, votes, voted);
  }
}

/** Scores of the round's entries; while it is under way the first expert has not scored yet, and the last half of them. */
async function writeScores(
  tx: Tx,
  { experts, definition, calendar }: DemoContest,
  { key, random, entries }: Written,
  round: number,
): Promise<void> {
  const rules = definition.rounds[round];
  if (rules?.judging === null || rules === undefined) return;
  const { criteria } = rules.judging;
  const isOver = new Date(rules.endsAt) < calendar.now;
  const inRound = await entriesInRound(tx, { ...key, round });
  const scored = isOver ? experts : experts.slice(1);
  const rows = scored.flatMap((expert, who) =>
    inRound
      .filter((_, index) => isOver || who < scored.length - 1 || index % 2 === 0)
      .map((entryId) => {
        const charm = entries.find((entry) => entry.id === entryId)?.charm ?? 5;
        const scores = Object.fromEntries(
          criteria.map(({ key: name }) => [name, 60 + charm * 2 + random.int(20)]),
        );
        return {
          palace_id: key.palaceId,
          contest_id: key.contestId,
          round,
          entry_id: entryId,
          person_id: expert.id,
          scores,
          total: criteria.reduce((sum, each) => sum + each.weight * (scores[each.key] ?? 0), 0),
          scored_at: later(new Date(rules.startsAt), 5 * HOUR),
        };
      }),
  );
  await insertRows(tx, 'contest_score', rows);
}

async function entriesInRound(
  tx: Tx,
  { palaceId, contestId, round }: { palaceId: string; contestId: string; round: number },
): Promise<string[]> {
  const { rows } = await sql<{ entry_id: string }>`select entry_id from contest_tally
    where palace_id = ${palaceId} and contest_id = ${contestId} and round = ${round} order by (select number from contest_entry e where e.palace_id = contest_tally.palace_id
      and e.id = contest_tally.entry_id)`.execute(tx);
  return rows.map((row) => row.entry_id);
}
