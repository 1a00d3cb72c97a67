import { declineNomination, listMyNominations } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { phoneHashOf } from '../../identity/index.ts';
import { palacesByIds } from '../../network/index.ts';
import { contestNominated } from '../contest.events.ts';
import { contestsByIds } from '../contest.store.ts';
import type { ContestNominationRow } from '../contest.tables.ts';
import { unionNames } from '../gallery/cards.ts';
import {
  endNomination,
  knowNominee,
  lockNominationOfPhone,
  nominationsOfPhone,
} from './nominations.store.ts';
import { takesNominations } from './union-contest.ts';

export const listMyNominationsAction = handle(listMyNominations, async ({ actor, reader, deps, now }) => {
  const hash = await phoneHashOf(reader, actor.personId);
  const rows = hash === null ? [] : await nominationsOfPhone(reader, hash);
  const contests = await contestsByIds(reader, rows);
  const unions = await unionNames(reader, rows);
  const palaces = await palacesByIds(
    reader,
    rows.map((row) => row.palace_id),
  );
  return {
    items: rows.flatMap((row) => {
      const contest = contests.get(row.contest_id);
      const palace = palaces.get(row.palace_id);
      if (contest === undefined || palace === undefined || !takesNominations(contest, now)) return [];
      const { definition } = contest;
      const category = definition.categories.find((each) => each.key === row.category);
      return [
        {
          id: row.id,
          palaceId: palace.id,
          palaceSlug: palace.slug,
          palaceName: palace.name,
          palaceNameEn: palace.name_en,
          timeZone: palace.time_zone,
          contestId: contest.id,
          contestTitle: definition.title,
          contestTitleEn: definition.titleEn,
          unionName: unions.get(row.union_id) ?? '',
          name: row.name_cipher === null ? '' : deps.keys.open(row.name_cipher),
          category: row.category,
          categoryName: category?.name ?? row.category,
          categoryNameEn: category?.nameEn ?? row.category,
          title: row.title,
          entriesCloseAt: definition.entriesCloseAt,
          nominatedAt: row.nominated_at.toISOString(),
        },
      ];
    }),
  };
});

/** A nomination that waits for a person, held. Throws `not-found`, also for somebody else's. */
export async function holdMyNomination(
  tx: Tx,
  personId: string,
  nominationId: string,
): Promise<ContestNominationRow> {
  const hash = await phoneHashOf(tx, personId);
  const row = hash === null ? undefined : await lockNominationOfPhone(tx, nominationId, hash);
  if (row === undefined) throw new Problem('not-found');
  return row;
}

export const declineNominationAction = handle(declineNomination, async ({ params, actor, tx, now }) => {
  const row = await holdMyNomination(tx, actor.personId, params.nominationId);
  await endNomination(tx, row, { state: 'declined', decided_at: now, person_id: actor.personId });
});

/** Somebody signs in for the first time: tells them who has nominated their number before. */
export async function tellNewcomer(tx: Tx, deps: Deps, personId: string): Promise<void> {
  const hash = await phoneHashOf(tx, personId);
  const rows = hash === null ? [] : await nominationsOfPhone(tx, hash);
  if (hash === null || rows.length === 0) return;
  await knowNominee(tx, hash, personId);
  const contests = await contestsByIds(tx, rows);
  const unions = await unionNames(tx, rows);
  const facts = rows.flatMap((row) => {
    const contest = contests.get(row.contest_id);
    if (contest === undefined || !takesNominations(contest, deps.clock.now())) return [];
    return [
      {
        palaceId: row.palace_id,
        contestId: row.contest_id,
        nominationId: row.id,
        personId,
        title: row.title,
        unionName: unions.get(row.union_id) ?? '',
        contestTitle: contest.definition.title,
        contestTitleEn: contest.definition.titleEn,
      },
    ];
  });
  await deps.bus.emit(tx, contestNominated, ...facts);
}
