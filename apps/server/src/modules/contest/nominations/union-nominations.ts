import { listUnionContests, listUnionNominations, withdrawNomination } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { maskPhone, recordAudit } from '../../identity/index.ts';
import { unionsByIds } from '../../network/index.ts';
import { publishedContests } from '../contest.store.ts';
import { findPublished } from '../find-contest.ts';
import { endNomination, lockNomination, nominationCounts, nominationsOfUnion } from './nominations.store.ts';
import { presentUnionContests, takesNominations } from './union-contest.ts';

export const listUnionContestsAction = handle(listUnionContests, async ({ params, reader, now }) => {
  const union = (await unionsByIds(reader, [params.unionId])).get(params.unionId);
  if (union === undefined) throw new Problem('not-found');
  const counts = await nominationCounts(reader, params.unionId);
  const contests = (await publishedContests(reader, undefined, 200)).filter(
    (contest) => takesNominations(contest, now) || counts.has(contest.id),
  );
  return {
    union: { id: union.id, name: union.name, nameEn: union.name_en },
    items: await presentUnionContests(reader, contests.slice(0, 50), counts, now),
  };
});

export const listUnionNominationsAction = handle(
  listUnionNominations,
  async ({ params, reader, deps, now }) => {
    const contest = await findPublished(reader, params);
    const counts = await nominationCounts(reader, params.unionId);
    const [presented] = await presentUnionContests(reader, [contest], counts, now);
    if (presented === undefined) throw new Problem('not-found');
    const rows = await nominationsOfUnion(reader, params, 5000);
    return {
      contest: presented,
      items: rows.map((row) => ({
        id: row.id,
        name: row.name_cipher === null ? '—' : deps.keys.open(row.name_cipher),
        phoneMasked: row.phone_cipher === null ? null : maskPhone(deps.keys.open(row.phone_cipher)),
        category: row.category,
        title: row.title,
        state: row.state,
        known: row.known,
        nominatedAt: row.nominated_at.toISOString(),
        decidedAt: row.decided_at?.toISOString() ?? null,
        entryState: row.entry_state,
        entryNumber: row.entry_number,
        hasVideo: row.asset_id !== null,
      })),
    };
  },
);

export const withdrawNominationAction = handle(withdrawNomination, async ({ params, actor, tx, now }) => {
  const row = await lockNomination(tx, params.palaceId, params.nominationId);
  if (row?.union_id !== params.unionId || row.contest_id !== params.contestId) throw new Problem('not-found');
  if (row.state !== 'waiting') throw new Problem('nomination-answered');
  await endNomination(tx, row, { state: 'withdrawn', decided_at: now });
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'contest.withdraw-nomination',
    subject: { type: 'contest', id: params.contestId },
    after: { nomination: row.id, union: params.unionId },
    at: now,
  });
});
