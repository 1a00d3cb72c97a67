import type { ContestDefinition, NominationState, UnionContest } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { palacesByIds } from '../../network/index.ts';
import { entriesOpen } from '../contest.rules.ts';
import type { Contest, ContestKey } from '../contest.store.ts';
import { findPublished } from '../find-contest.ts';

/** Whether unions may nominate for a contest now. */
export const takesNominations = (
  contest: Pick<Contest, 'state'> & { readonly definition: ContestDefinition },
  now: Date,
): boolean =>
  contest.definition.entrants.includes('union') && entriesOpen(contest.state, contest.definition, now);

/** A contest that takes nominations now. Throws `not-found`, `nominations-closed`. */
export async function openForNominations(reader: Reader | Tx, key: ContestKey, now: Date): Promise<Contest> {
  const contest = await findPublished(reader, key);
  if (!takesNominations(contest, now)) throw new Problem('nominations-closed');
  return contest;
}

/** Contests as a union's officer sees them, in their order. */
export async function presentUnionContests(
  reader: Reader,
  contests: readonly Contest[],
  counts: ReadonlyMap<string, Partial<Record<NominationState, number>>>,
  now: Date,
): Promise<UnionContest[]> {
  const palaces = await palacesByIds(
    reader,
    contests.map((contest) => contest.palace_id),
  );
  return contests.flatMap((contest) => {
    const palace = palaces.get(contest.palace_id);
    if (palace === undefined) return [];
    const { definition } = contest;
    const counted = counts.get(contest.id) ?? {};
    return [
      {
        palaceId: palace.id,
        palaceName: palace.name,
        palaceNameEn: palace.name_en,
        timeZone: palace.time_zone,
        contestId: contest.id,
        title: definition.title,
        titleEn: definition.titleEn,
        categories: definition.categories.map(({ key, name, nameEn }) => ({ key, name, nameEn })),
        entriesCloseAt: definition.entriesCloseAt,
        open: takesNominations(contest, now),
        nominations: {
          waiting: counted.waiting ?? 0,
          accepted: counted.accepted ?? 0,
          declined: counted.declined ?? 0,
          withdrawn: counted.withdrawn ?? 0,
        },
      },
    ];
  });
}
