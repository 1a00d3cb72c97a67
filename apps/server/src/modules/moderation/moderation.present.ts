import type { ReviewExhibit, ReviewItem, ReviewQueue } from '@wengong/contract';
import type { Reader, Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { peopleOf } from '../identity/index.ts';
import { palacesByIds, unionsByIds } from '../network/index.ts';
import { appealsOf } from './appeals/appeals.store.ts';
import { type Decision, decisionsOf, type Item } from './items.store.ts';
import type { Counted } from './queue/queue.store.ts';
import { openReports } from './reports/reports.store.ts';

const isPresent = (id: string | null): id is string => id !== null;

/** Items as they are listed, in their order. */
export async function presentItems(
  reader: Reader | Tx,
  deps: Deps,
  items: readonly Item[],
  decisions?: readonly Decision[],
): Promise<ReviewItem[]> {
  const known = decisions ?? (await decisionsOf(reader, items));
  const palaces = await palacesByIds(reader, [...new Set(items.map((item) => item.palace_id))]);
  const unions = await unionsByIds(reader, [
    ...new Set(items.map((item) => item.escalated_to).filter(isPresent)),
  ]);
  const people = await peopleOf(reader, deps.keys, items.map((item) => item.claimed_by).filter(isPresent));
  const now = deps.clock.now();
  return items.map((item) => {
    const palace = palaces.get(item.palace_id);
    const isClaimed = item.claimed_until !== null && item.claimed_until > now;
    return {
      id: item.id,
      palaceId: item.palace_id,
      palaceName: palace?.name ?? '',
      palaceNameEn: palace?.name_en ?? '',
      kind: item.kind,
      subjectId: item.subject_id,
      title: item.title,
      state: item.state,
      task: item.task,
      eyes: item.eyes,
      decided: known.filter(
        (each) =>
          each.item_id === item.id &&
          each.task_no === item.task_no &&
          (each.verdict === 'approve' || each.verdict === 'reject'),
      ).length,
      front: item.front,
      reports: item.reports,
      waitingSince: item.waiting_since?.toISOString() ?? null,
      escalatedTo: item.escalated_to === null ? null : (unions.get(item.escalated_to)?.name ?? ''),
      claimedBy: isClaimed ? (people.get(item.claimed_by ?? '')?.displayName ?? '') : null,
      claimedUntil: isClaimed ? (item.claimed_until?.toISOString() ?? null) : null,
      flag: item.flag,
    };
  });
}

/** Items with everything a reviewer looks at, in their order. */
export async function presentExhibits(
  reader: Reader | Tx,
  deps: Deps,
  items: readonly Item[],
): Promise<ReviewExhibit[]> {
  const decisions = await decisionsOf(reader, items);
  const listed = await presentItems(reader, deps, items, decisions);
  const appeals = await appealsOf(reader, items);
  const reports = await openReports(reader, items);
  const people = await peopleOf(reader, deps.keys, [
    ...items.map((item) => item.owner_id).filter(isPresent),
    ...decisions.map((each) => each.reviewer_id),
  ]);
  const players = await playersOf(reader, deps, items);
  return items.flatMap((item, index) => {
    const shown = listed[index];
    if (shown === undefined) return [];
    const player = players.get(`${item.kind} ${item.subject_id}`);
    const appeal = appeals.get(item.id);
    return [
      {
        ...shown,
        ownerName: people.get(item.owner_id ?? '')?.displayName ?? '',
        texts: item.texts,
        hits: item.hits,
        durationMs: player?.durationMs ?? null,
        ai: player?.ai ?? null,
        playback: player?.playback ?? null,
        appeal: appeal?.outcome === null ? appeal.text : null,
        reported: reports
          .filter((report) => report.item_id === item.id)
          .map(({ reason, text, at }) => ({ reason, text, at: at.toISOString() })),
        steps: decisions
          .filter((each) => each.item_id === item.id)
          .map((each) => ({
            verdict: each.verdict,
            task: each.task,
            reviewer: people.get(each.reviewer_id)?.displayName ?? '',
            reasons: each.reasons,
            note: each.note,
            at: each.at.toISOString(),
          })),
      },
    ];
  });
}

/** What can be played of items, by kind and subject. */
async function playersOf(reader: Reader | Tx, deps: Deps, items: readonly Item[]) {
  const now = deps.clock.now();
  const found = await Promise.all(
    deps.reviewed.map(async ({ kind, players }) => {
      const ids = items.filter((item) => item.kind === kind).map((item) => item.subject_id);
      if (players === undefined || ids.length === 0) return [];
      return [...(await players(reader, deps, ids, now))].map(
        ([id, player]) => [`${kind} ${id}`, player] as const,
      );
    }),
  );
  return new Map(found.flat());
}

export const presentCounts = (counted: Counted): ReviewQueue['counts'] => ({
  waiting: counted.waiting,
  byTask: {
    first: counted.first,
    final: counted.final,
    appeal: counted.appeal,
    report: counted.report,
  },
  flagged: counted.flagged,
  claimed: counted.claimed,
  preparing: counted.preparing,
  oldestSince: counted.oldest?.toISOString() ?? null,
  medianMinutes: counted.median === null ? null : Math.round(counted.median / 60),
});
