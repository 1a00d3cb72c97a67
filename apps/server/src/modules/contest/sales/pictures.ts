import {
  addContestSalesPicture,
  readMySalesPicture,
  readStaffSalesPicture,
  removeContestSalesPicture,
  type SalesPicture,
} from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { takeBackLitter } from '../../media/index.ts';
import type { ContestSalesPictureRow, ContestSalesRow } from '../contest.tables.ts';
import { lockEntry } from '../entries/entries.store.ts';
import { deletePicture, insertPicture, pictureLike, picturesOfReports } from './pictures.store.ts';
import { clearProofs, readProof, renderProof, storeProof } from './proof-files.ts';
import { reportOfPerson, salesById } from './sales.store.ts';

/** Without a transaction around it: nobody waits for a connection while a picture is made smaller. */
export const addContestSalesPictureAction = handle(
  addContestSalesPicture,
  async ({ params, body, actor, deps, now }) => {
    // Not from a replica: the report may have been made a moment ago.
    const report = await deps.db.transact((tx) => findMine(tx, actor.personId, params));
    if (report.state !== 'waiting') throw new Problem('sales-decided');
    const proof = await renderProof(Buffer.from(body.file, 'base64'));
    const id = newId();
    const litterId = await storeProof(deps, id, proof);
    return deps.db.transact(async (tx) => {
      // Held, so that an entry is not withdrawn meanwhile.
      const entry = await lockEntry(tx, report.palace_id, report.entry_id);
      if (entry?.state !== 'approved') throw new Problem('contest-entry-changed');
      const there = await pictureLike(tx, report, proof.sha256);
      if (there !== undefined) return presentMyPicture(report, there);
      if (!(await takeBackLitter(tx, litterId, deps.clock.now()))) throw new Problem('busy');
      const { sha256, width, height } = proof;
      const key = { palace_id: report.palace_id, report_id: report.id };
      const added = await insertPicture(tx, { ...key, id, sha256, width, height, added_at: now });
      return presentMyPicture(report, added);
    });
  },
);

export const removeContestSalesPictureAction = handle(
  removeContestSalesPicture,
  async ({ params, actor, tx, now }) => {
    const report = await findMine(tx, actor.personId, params);
    const gone = await deletePicture(tx, report, params.pictureId);
    if (gone.length === 0) throw new Problem('not-found');
    await clearProofs(tx, gone, now);
  },
);

export const readMySalesPictureAction = handle(
  readMySalesPicture,
  async ({ params, actor, reader, deps, setHeader }) => {
    const report = await findMine(reader, actor.personId, params);
    await requirePicture(reader, report, params.pictureId);
    setHeader('cache-control', NOT_KEPT);
    return readProof(deps.storage, params.pictureId, params.size);
  },
);

export const readStaffSalesPictureAction = handle(
  readStaffSalesPicture,
  async ({ params, reader, deps, setHeader }) => {
    const report = await salesById(reader, params, params.reportId);
    if (report === undefined) throw new Problem('not-found');
    await requirePicture(reader, report, params.pictureId);
    setHeader('cache-control', NOT_KEPT);
    return readProof(deps.storage, params.pictureId, params.size);
  },
);

/** Lists of orders name customers: no browser and no cache between keeps them. */
const NOT_KEPT = 'private, no-store';

/** A person's report. Throws `not-found`, also for somebody else's. */
async function findMine(
  reader: Reader | Tx,
  personId: string,
  key: { readonly entryId: string; readonly reportId: string },
): Promise<ContestSalesRow> {
  const report = await reportOfPerson(reader, personId, key);
  if (report === undefined) throw new Problem('not-found');
  return report;
}

async function requirePicture(reader: Reader, report: ContestSalesRow, pictureId: string): Promise<void> {
  const pictures = (await picturesOfReports(reader, [report])).get(report.id) ?? [];
  if (!pictures.some((picture) => picture.id === pictureId)) throw new Problem('not-found');
}

const present = (folder: string, { id, width, height }: ContestSalesPictureRow): SalesPicture => ({
  id,
  width,
  height,
  thumb: `${folder}/${id}/thumb.webp`,
  whole: `${folder}/${id}/whole.webp`,
});

type Report = Pick<ContestSalesRow, 'palace_id' | 'id' | 'contest_id' | 'entry_id'>;

export const presentMyPicture = (report: Report, picture: ContestSalesPictureRow): SalesPicture =>
  present(`/api/v1/me/contest-entries/${report.entry_id}/sales/${report.id}/pictures`, picture);

export const presentStaffPicture = (report: Report, picture: ContestSalesPictureRow): SalesPicture => {
  const { palace_id, contest_id, id } = report;
  return present(`/api/v1/palaces/${palace_id}/desk/contests/${contest_id}/sales/${id}/pictures`, picture);
};
