import {
  type ContestDefinition,
  type ContestEntryResult,
  type MyContestEntry,
  SALES_PICTURES,
} from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { videosByIds } from '../../media/index.ts';
import { palacesByIds } from '../../network/index.ts';
import { certificatesOfEntries } from '../certificates/certificates.store.ts';
import { contestsByIds } from '../contest.store.ts';
import type { ContestResultRow, ContestSalesPictureRow, ContestSalesRow } from '../contest.tables.ts';
import { clipsOf, unionNames } from '../gallery/cards.ts';
import { resultsOfEntries } from '../results/results.store.ts';
import { picturesOfReports } from '../sales/pictures.store.ts';
import { presentMyPicture } from '../sales/pictures.ts';
import { salesOfEntries } from '../sales/sales.store.ts';
import type { EntrySeen } from './entries.store.ts';
import { mayChangeVideo } from './entry.rules.ts';

/** A worker's own entries with everything that has become of them, in their order. */
export async function presentMine(
  reader: Reader | Tx,
  entries: readonly EntrySeen[],
  now: Date,
): Promise<MyContestEntry[]> {
  const palaces = await palacesByIds(
    reader,
    entries.map((entry) => entry.palace_id),
  );
  const contests = await contestsByIds(reader, entries);
  const unions = await unionNames(reader, entries);
  const down = await videosByIds(reader, clipsOf(entries.filter((entry) => entry.clip_down_at !== null)));
  const results = Map.groupBy(await resultsOfEntries(reader, entries), (result) => result.entry_id);
  const certificates = await certificatesOfEntries(reader, entries);
  const reports = await salesOfEntries(reader, entries);
  const pictures = await picturesOfReports(reader, reports);
  const sales = Map.groupBy(reports, (report) => report.entry_id);
  return entries.flatMap((entry) => {
    const palace = palaces.get(entry.palace_id);
    const contest = contests.get(entry.contest_id);
    const definition = contest?.definition;
    if (palace === undefined || definition === undefined) return [];
    const category = definition.categories.find((each) => each.key === entry.category);
    const certificate = certificates.get(entry.id);
    const prize = definition.prizes.find((each) => each.key === certificate?.prize);
    return [
      {
        id: entry.id,
        palaceId: palace.id,
        palaceSlug: palace.slug,
        palaceName: palace.name,
        palaceNameEn: palace.name_en,
        timeZone: palace.time_zone,
        contestId: entry.contest_id,
        contestTitle: definition.title,
        contestTitleEn: definition.titleEn,
        decided: contest?.state === 'finished',
        number: entry.number,
        category: entry.category,
        categoryName: category?.name ?? entry.category,
        categoryNameEn: category?.nameEn ?? entry.category,
        entrantKind: entry.entrant_kind,
        entrantName: entry.entrant_name,
        people: entry.people,
        title: entry.title,
        description: entry.description,
        assetId: entry.asset_id,
        clipDown:
          entry.clip_down_at === null ? null : (down.get(entry.asset_id ?? '')?.visibilityReason ?? ''),
        state: entry.state,
        note: entry.note,
        round: entry.round,
        votes: entry.votes,
        mayChangeVideo: contest !== undefined && mayChangeVideo(contest, entry, now),
        unionName: entry.union_id === null ? null : (unions.get(entry.union_id) ?? null),
        canWithdraw:
          contest?.state === 'published' &&
          ['waiting', 'approved', 'rejected'].includes(entry.state) &&
          (results.get(entry.id) ?? []).every((result) => result.round !== entry.round),
        reportsSales:
          category?.kind === 'live_commerce' && contest?.state === 'published' && entry.state === 'approved',
        rounds: definition.rounds.map(({ name, nameEn }) => ({ name, nameEn })),
        enteredAt: entry.entered_at.toISOString(),
        decidedAt: entry.decided_at?.toISOString() ?? null,
        results: (results.get(entry.id) ?? []).map((result) => presentResult(definition, result)),
        certificate:
          certificate === undefined || certificate.revoked_at !== null
            ? null
            : { code: certificate.code, prize: prize?.name ?? '', prizeEn: prize?.nameEn ?? '' },
        sales: (sales.get(entry.id) ?? []).map((report) =>
          presentReport(entry, report, pictures.get(report.id) ?? []),
        ),
      },
    ];
  });
}

/** A report of sales as who made it sees it. */
const presentReport = (
  entry: EntrySeen,
  report: ContestSalesRow,
  pictures: readonly ContestSalesPictureRow[],
): MyContestEntry['sales'][number] => {
  const open = report.state === 'waiting';
  return {
    id: report.id,
    amountFen: report.amount_fen,
    orders: report.orders,
    state: report.state,
    note: report.note,
    reportedAt: report.reported_at.toISOString(),
    pictures: pictures.map((picture) => presentMyPicture(report, picture)),
    mayAddPictures: open && entry.state === 'approved' && pictures.length < SALES_PICTURES,
    mayRemovePictures: open && pictures.length > 0,
  };
};

/** What an entry achieved in a round. */
export function presentResult(
  { prizes }: Pick<ContestDefinition, 'prizes'>,
  {
    round,
    rank,
    total,
    votes,
    advanced,
    prize,
  }: Omit<ContestResultRow, 'palace_id' | 'contest_id' | 'entry_id'>,
): ContestEntryResult {
  const won = prizes.find((each) => each.key === prize);
  return {
    ...{ round, rank, total, votes, advanced },
    prize: won === undefined ? null : { name: won.name, nameEn: won.nameEn },
  };
}
