import { decideContestSales, listContestSales, reportContestSales } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { entriesOfPerson } from '../entries/entries.store.ts';
import { myEntry } from '../entries/my-entries.ts';
import { findContest } from '../find-contest.ts';
import { decideSales, insertSales, type SalesSeen, salesById, salesOfContest } from './sales.store.ts';

export const reportContestSalesAction = handle(
  reportContestSales,
  async ({ params, body, actor, tx, now }) => {
    const [entry] = await entriesOfPerson(tx, actor.personId, params.entryId);
    if (entry === undefined) throw new Problem('not-found');
    if (entry.state !== 'approved') throw new Problem('contest-entry-changed');
    const contest = await findContest(tx, { palaceId: entry.palace_id, contestId: entry.contest_id });
    const category = contest.definition.categories.find((each) => each.key === entry.category);
    if (category?.kind !== 'live_commerce') throw new Problem('not-live-commerce');
    if (contest.state !== 'published') throw new Problem('contest-state');
    await insertSales(tx, {
      palace_id: entry.palace_id,
      id: newId(),
      contest_id: entry.contest_id,
      entry_id: entry.id,
      amount_fen: body.amountFen,
      orders: body.orders,
      proof: body.proof,
      state: 'waiting',
      note: '',
      reported_at: now,
      decided_at: null,
      decided_by: null,
    });
    return myEntry(tx, actor.personId, entry.id, now);
  },
);

export const listContestSalesAction = handle(listContestSales, async ({ params, reader }) => {
  await findContest(reader, params);
  return { items: (await salesOfContest(reader, params, 200)).map(presentSales) };
});

export const decideContestSalesAction = handle(
  decideContestSales,
  async ({ params, body, actor, tx, now }) => {
    if (!body.accept && body.note.length < 2) throw new Problem('contest-note-needed');
    const report = await salesById(tx, params, params.reportId);
    if (report === undefined) throw new Problem('not-found');
    if (report.person_id === actor.personId) throw new Problem('contest-own-entry');
    const state = body.accept ? 'accepted' : 'rejected';
    await decideSales(tx, report, { state, note: body.note, decided_at: now, decided_by: actor.personId });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: body.accept ? 'contest-sales.accept' : 'contest-sales.reject',
      subject: { type: 'contest-sales', id: report.id },
      after: { amountFen: report.amount_fen, orders: report.orders, note: body.note },
      at: now,
    });
    return presentSales({ ...report, state, note: body.note });
  },
);

const presentSales = (report: SalesSeen) => ({
  id: report.id,
  entryId: report.entry_id,
  entryNumber: report.number,
  entryTitle: report.title,
  entrantName: report.entrant_name,
  amountFen: report.amount_fen,
  orders: report.orders,
  proof: report.proof,
  state: report.state,
  note: report.note,
  reportedAt: report.reported_at.toISOString(),
});
