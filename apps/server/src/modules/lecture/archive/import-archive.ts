import { importArchive, previewArchive } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { readRosterFile } from '../../../kernel/sheets/roster-file/read-roster-file.ts';
import { recordAudit } from '../../identity/index.ts';
import { insertLectures } from '../lectures/lecture-writes.store.ts';
import { numbersOf } from '../lectures/lectures.store.ts';
import { staffSeriesOf } from '../series/find-series.ts';
import { lockSeries } from '../series/series.store.ts';
import {
  insertSpeakers,
  insertSpeeches,
  type Speaker,
  speakersOfPalace,
} from '../speakers/speakers.store.ts';
import { type ArchiveEntry, archiveEntries, judgeArchive, presentEntry } from './archive.rules.ts';

const readEntries = async (file: string): Promise<ArchiveEntry[]> =>
  archiveEntries(await readRosterFile(Buffer.from(file, 'base64')));

/** Names that no speaker of the palace has, in the order of the file. */
const unknownNames = (entries: readonly ArchiveEntry[], known: ReadonlySet<string>): string[] =>
  [...new Set(entries.flatMap((entry) => entry.speakers))].filter((name) => !known.has(name));

export const previewArchiveAction = handle(previewArchive, async ({ params, body, reader }) => {
  await staffSeriesOf(reader, params);
  const judged = judgeArchive(await readEntries(body.file), await numbersOf(reader, params));
  const good = judged.filter(({ verdict }) => verdict === 'ok').map(({ entry }) => entry);
  const known = new Set((await speakersOfPalace(reader, params.palaceId)).map((each) => each.name));
  return {
    rows: judged.map(presentEntry),
    good: good.length,
    newSpeakers: unknownNames(good, known),
  };
});

export const importArchiveAction = handle(importArchive, async ({ params, body, actor, tx, now }) => {
  const { palaceId, seriesId } = params;
  // Read before anything is locked: it takes its time.
  const entries = await readEntries(body.file);
  if ((await lockSeries(tx, params)) === undefined) throw new Problem('not-found');
  const judged = judgeArchive(entries, await numbersOf(tx, params));
  const bad = judged.filter(({ verdict }) => verdict !== 'ok');
  if (bad.length > 0 || entries.length === 0) {
    throw new Problem('archive-rows', {
      rows:
        bad
          .map(({ entry }) => entry.row)
          .slice(0, 20)
          .join('、') || '1',
    });
  }
  const byName = new Map<string, string>();
  for (const speaker of await speakersOfPalace(tx, palaceId)) {
    if (!byName.has(speaker.name)) byName.set(speaker.name, speaker.id);
  }
  const added = unknownNames(entries, new Set(byName.keys())).map((name) => speakerNamed(palaceId, name));
  for (const speaker of added) byName.set(speaker.name, speaker.id);
  const lectures = entries.map((entry) => ({ entry, id: newId() }));
  await insertSpeakers(tx, added);
  await insertLectures(
    tx,
    params,
    lectures.map(({ entry, id }) => contentOf(entry, id)),
    now,
  );
  await insertSpeeches(
    tx,
    palaceId,
    lectures.map(({ entry, id }) => ({
      lectureId: id,
      speakerIds: entry.speakers.flatMap((name) => byName.get(name) ?? []),
    })),
  );
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'lecture-series.import',
    subject: { type: 'lecture-series', id: seriesId },
    after: { lectures: lectures.length, speakers: added.length },
    at: now,
  });
  return { lectures: lectures.length, speakers: added.length };
});

const speakerNamed = (palaceId: string, name: string): Speaker => ({
  palace_id: palaceId,
  id: newId(),
  name,
  name_en: '',
  title: '',
  title_en: '',
  biography: '',
  biography_en: '',
  portrait_id: null,
});

const contentOf = (entry: ArchiveEntry, id: string) => ({
  id,
  number: entry.number ?? 0,
  held_on: entry.heldOn ?? '',
  title: entry.title,
  title_en: entry.titleEn,
  summary: entry.summary,
  summary_en: '',
  video_id: null,
  session_id: null,
});
