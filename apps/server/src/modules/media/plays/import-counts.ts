import { importExternalCounts, previewExternalCounts } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { localeOf } from '../../../kernel/http/problems.ts';
import { handle } from '../../../kernel/module.ts';
import { presentVerdict } from '../../../kernel/sheets/roster-file/judged-rows.ts';
import { fileHash, readRosterFile } from '../../../kernel/sheets/roster-file/read-roster-file.ts';
import { localDay } from '../../../kernel/zone.ts';
import { recordAudit } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { assetsNamed } from '../assets.store.ts';
import { type CountEntry, countEntries, countVerdictTexts, judgeCounts } from './counts-list.rules.ts';
import { insertExternalCounts } from './plays.store.ts';

/** As much of what was typed as helps to find the row. */
const SHOWN = 80;

async function judge(reader: Reader | Tx, palaceId: string, entries: readonly CountEntry[], now: Date) {
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const found = await assetsNamed(reader, palaceId, {
    ids: entries.flatMap((entry) => entry.videoId ?? []),
    titles: entries.filter((entry) => entry.videoId === null).map((entry) => entry.video),
  });
  const byId = Map.groupBy(found, (video) => video.id);
  const byTitle = Map.groupBy(found, (video) => video.title);
  const meant = (entry: CountEntry) =>
    (entry.videoId === null ? byTitle.get(entry.video) : byId.get(entry.videoId)) ?? [];
  const verdicts = judgeCounts(entries, meant, localDay(now, palace.time_zone));
  return entries.map((entry, index) => ({
    entry,
    video: meant(entry)[0],
    verdict: verdicts[index] ?? 'video-unknown',
  }));
}

/** Nothing is kept of a preview: what is taken later is tied to it by the file's hash. */
export const previewExternalCountsAction = handle(
  previewExternalCounts,
  async ({ params, body, reader, now }) => {
    const bytes = Buffer.from(body.file, 'base64');
    const entries = countEntries(await readRosterFile(bytes));
    const judged = await judge(reader, params.palaceId, entries, now);
    return {
      hash: fileHash(bytes),
      rows: judged.map(({ entry, video, verdict }) => ({
        row: entry.row,
        video: (verdict === 'video-ambiguous' ? entry.video : (video?.title ?? entry.video)).slice(0, SHOWN),
        platform: entry.platform,
        kind: entry.kind,
        count: entry.count,
        source: entry.source,
        asOf: entry.asOf,
        ...presentVerdict(countVerdictTexts, verdict),
      })),
      good: judged.filter(({ verdict }) => verdict === 'ok').length,
    };
  },
);

/** Each number stays as a row of its own, with its source, its day and who brought it. */
export const importExternalCountsAction = handle(
  importExternalCounts,
  async ({ params, body, actor, tx, headers, now }) => {
    const bytes = Buffer.from(body.file, 'base64');
    if (fileHash(bytes) !== body.hash) throw new Problem('roster-file-changed');
    const chosen = new Set(body.rows);
    const entries = countEntries(await readRosterFile(bytes)).filter(({ row }) => chosen.has(row));
    if (entries.length < chosen.size) throw new Problem('roster-file-changed');
    const judged = await judge(tx, params.palaceId, entries, now);
    const bad = judged.filter(({ verdict }) => verdict !== 'ok');
    if (bad.length > 0) {
      const locale = localeOf(headers);
      const fields = bad.slice(0, 200).map(({ entry, verdict }) => ({
        path: `row ${entry.row}`,
        message: countVerdictTexts[verdict][locale],
      }));
      throw new Problem('counts-roster-changed', {}, { fields });
    }
    await insertExternalCounts(
      tx,
      judged.map(({ entry, video }) => ({
        palace_id: params.palaceId,
        asset_id: video?.id as string,
        platform: entry.platform,
        kind: entry.kind as NonNullable<CountEntry['kind']>,
        count: entry.count as number,
        source: entry.source,
        as_of: new Date(`${entry.asOf}T00:00:00Z`),
        entered_by: actor.personId,
        entered_at: now,
      })),
    );
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'video.external-counts',
      subject: { type: 'palace', id: params.palaceId },
      after: { taken: judged.length },
      at: now,
    });
    return { taken: judged.length };
  },
);
