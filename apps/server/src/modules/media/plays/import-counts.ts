import { importExternalCounts, previewExternalCounts } from '@wengong/contract';
import type { CountedElsewhere } from '../../../kernel/counted-elsewhere.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { localeOf } from '../../../kernel/http/problems.ts';
import { handle } from '../../../kernel/module.ts';
import { presentVerdict } from '../../../kernel/sheets/roster-file/judged-rows.ts';
import { fileHash, readRosterFile } from '../../../kernel/sheets/roster-file/read-roster-file.ts';
import { localDay } from '../../../kernel/zone.ts';
import { recordAudit } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { type CountEntry, countEntries, countVerdictTexts, judgeCounts } from './counts-list.rules.ts';

/** As much of what was typed as helps to find the row. */
const SHOWN = 80;

interface Meant {
  readonly counted: CountedElsewhere;
  readonly id: string;
  readonly title: string;
}

/** Gives what a row may mean, of all modules that have anything that others count. */
async function subjectsOf(
  reader: Reader | Tx,
  { countedElsewhere }: Pick<Deps, 'countedElsewhere'>,
  palaceId: string,
  entries: readonly CountEntry[],
): Promise<(entry: CountEntry) => readonly Meant[]> {
  const names = {
    ids: entries.flatMap((entry) => entry.id ?? []),
    slugs: entries.flatMap((entry) => entry.slug ?? []),
    titles: entries.map((entry) => entry.name),
  };
  const found: (Meant & { readonly slug?: string })[] = [];
  for (const counted of countedElsewhere) {
    for (const subject of await counted.named(reader, palaceId, names)) found.push({ ...subject, counted });
  }
  const by = {
    id: Map.groupBy(found, (each) => each.id),
    slug: Map.groupBy(found, (each) => each.slug),
    title: Map.groupBy(found, (each) => each.title),
  };
  return ({ id, slug, name, isTopic }) => {
    const named = id === null ? (slug === null ? by.title.get(name) : by.slug.get(slug)) : by.id.get(id);
    return (named ?? []).filter(({ counted }) => !isTopic || counted.of !== 'video');
  };
}

async function judge(
  reader: Reader | Tx,
  deps: Deps,
  palaceId: string,
  entries: readonly CountEntry[],
  now: Date,
) {
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const meant = await subjectsOf(reader, deps, palaceId, entries);
  const verdicts = judgeCounts(entries, meant, localDay(now, palace.time_zone));
  return entries.map((entry, index) => {
    const [subject, ...others] = meant(entry);
    const isOne = subject !== undefined && others.length === 0;
    return { entry, subject: isOne ? subject : null, verdict: verdicts[index] ?? 'subject-unknown' };
  });
}

/** Nothing is kept of a preview: what is taken later is tied to it by the file's hash. */
export const previewExternalCountsAction = handle(
  previewExternalCounts,
  async ({ params, body, reader, deps, now }) => {
    const bytes = Buffer.from(body.file, 'base64');
    const entries = countEntries(await readRosterFile(bytes));
    const judged = await judge(reader, deps, params.palaceId, entries, now);
    return {
      hash: fileHash(bytes),
      rows: judged.map(({ entry, subject, verdict }) => ({
        row: entry.row,
        subject: (subject?.title ?? entry.name).slice(0, SHOWN),
        of: subject?.counted.of ?? null,
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
  async ({ params, body, actor, tx, deps, headers, now }) => {
    const bytes = Buffer.from(body.file, 'base64');
    if (fileHash(bytes) !== body.hash) throw new Problem('roster-file-changed');
    const chosen = new Set(body.rows);
    const entries = countEntries(await readRosterFile(bytes)).filter(({ row }) => chosen.has(row));
    if (entries.length < chosen.size) throw new Problem('roster-file-changed');
    const judged = await judge(tx, deps, params.palaceId, entries, now);
    const bad = judged.filter(({ verdict }) => verdict !== 'ok');
    if (bad.length > 0) {
      const locale = localeOf(headers);
      const fields = bad.slice(0, 200).map(({ entry, verdict }) => ({
        path: `row ${entry.row}`,
        message: countVerdictTexts[verdict][locale],
      }));
      throw new Problem('counts-roster-changed', {}, { fields });
    }
    for (const counted of deps.countedElsewhere) {
      const numbers = judged.flatMap(({ entry, subject }) =>
        subject?.counted !== counted
          ? []
          : {
              subjectId: subject.id,
              platform: entry.platform,
              kind: entry.kind as NonNullable<CountEntry['kind']>,
              count: entry.count as number,
              source: entry.source,
              as_of: new Date(`${entry.asOf}T00:00:00Z`),
              entered_by: actor.personId,
              entered_at: now,
            },
      );
      if (numbers.length > 0) await counted.enter(tx, params.palaceId, numbers);
    }
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
