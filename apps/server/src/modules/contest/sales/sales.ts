import { decideContestSales, listContestSales, reportContestSales } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import type { ContestSalesPictureRow } from '../contest.tables.ts';
import { entriesOfPerson, lockEntry } from '../entries/entries.store.ts';
import { myEntry } from '../entries/my-entries.ts';
import { findContest } from '../find-contest.ts';
import { picturesOfReports } from './pictures.store.ts';
import { presentStaffPicture } from './pictures.ts';
import {
  decideSales,
  insertSales,
  lockSales,
  type SalesSeen,
  salesById,
  salesOfContest,
  salesOfEntries,
} from './sales.store.ts';

/** Reports of one entry that nobody has decided about. */
const MOST_WAITING = 20;

export const reportContestSalesAction = handle(
  reportContestSales,
  async ({ params, body, actor, tx, now }) => {
    const [entry] = await entriesOfPerson(tx, actor.personId, params.entryId);
    if (entry === undefined) throw new Problem('not-found');
    await lockEntry(tx, entry.palace_id, entry.id);
    if (entry.state !== 'approved') throw new Problem('contest-entry-changed');
    const contest = await findContest(tx, { palaceId: entry.palace_id, contestId: entry.contest_id });
    const category = contest.definition.categories.find((each) => each.key === entry.category);
    if (category?.kind !== 'live_commerce') throw new Problem('not-live-commerce');
    if (contest.state !== 'published') throw new Problem('contest-state');
    const waiting = (await salesOfEntries(tx, [entry])).filter((report) => report.state === 'waiting');
    if (waiting.length >= MOST_WAITING) throw new Problem('sales-many-waiting', { most: MOST_WAITING });
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
      erased_at: null,
    });
    return myEntry(tx, actor.personId, entry.id, now);
  },
);

export const listContestSalesAction = handle(listContestSales, async ({ params, reader }) => {
  await findContest(reader, params);
  const reports = await salesOfContest(reader, params, 200);
  const pictures = await picturesOfReports(reader, reports);
  return { items: reports.map((report) => presentSales(report, pictures.get(report.id))) };
});

export const decideContestSalesAction = handle(
  decideContestSales,
  async ({ params, body, actor, tx, now }) => {
    if (!body.accept && body.note.length < 2) throw new Problem('contest-note-needed');
    const report = await salesById(tx, params, params.reportId);
    if (report === undefined) throw new Problem('not-found');
    if (report.person_id === actor.personId) throw new Problem('contest-own-entry');
    await lockSales(tx, report);
    const pictures = (await picturesOfReports(tx, [report])).get(report.id) ?? [];
    const state = body.accept ? 'accepted' : 'rejected';
    await decideSales(tx, report, { state, note: body.note, decided_at: now, decided_by: actor.personId });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: body.accept ? 'contest-sales.accept' : 'contest-sales.reject',
      subject: { type: 'contest-sales', id: report.id },
      after: {
        amountFen: report.amount_fen,
        orders: report.orders,
        pictures: pictures.map((picture) => picture.sha256),
        note: body.note,
      },
      at: now,
    });
    return presentSales({ ...report, state, note: body.note }, pictures);
  },
);

const presentSales = (report: SalesSeen, pictures: readonly ContestSalesPictureRow[] = []) => ({
  id: report.id,
  entryId: report.entry_id,
  entryNumber: report.number,
  entryTitle: report.title,
  entrantName: report.entrant_name,
  amountFen: report.amount_fen,
  orders: report.orders,
  proof: report.proof,
  pictures: pictures.map((picture) => presentStaffPicture(report, picture)),
  state: report.state,
  note: report.note,
  reportedAt: report.reported_at.toISOString(),
});
