import { nominate, previewNominations } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { localeOf } from '../../../kernel/http/problems.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { isGood, presentVerdict } from '../../../kernel/sheets/roster-file/judged-rows.ts';
import { fileHash, readRosterFile } from '../../../kernel/sheets/roster-file/read-roster-file.ts';
import { maskPhone, recordAudit } from '../../identity/index.ts';
import { unionsByIds } from '../../network/index.ts';
import { contestNominated } from '../contest.events.ts';
import type { ContestNominationRow } from '../contest.tables.ts';
import { holdContest } from '../find-contest.ts';
import { judgeRoster } from './judge-roster.ts';
import { categoryOf, nominatedRows, verdictTexts } from './nominations.rules.ts';
import { insertNominations } from './nominations.store.ts';
import { openForNominations } from './union-contest.ts';

/** As much of what is no number as helps to find the row. */
const SHOWN = 20;

/** Nothing is kept of a preview: what is confirmed later is tied to it by the file's hash. */
export const previewNominationsAction = handle(
  previewNominations,
  async ({ params, body, reader, deps, now }) => {
    const contest = await openForNominations(reader, params, now);
    const bytes = Buffer.from(body.file, 'base64');
    const rows = nominatedRows(await readRosterFile(bytes));
    const judged = await judgeRoster(reader, deps.keys, { contest, unionId: params.unionId, now }, rows);
    return {
      hash: fileHash(bytes),
      rows: judged.map(({ row, verdict }) => ({
        row: row.row,
        name: row.name,
        phone: row.phone === null ? row.typed.slice(0, SHOWN) : maskPhone(row.phone),
        category: row.category.slice(0, 60),
        title: row.title.slice(0, 60),
        ...presentVerdict(verdictTexts, verdict),
      })),
      good: judged.filter(({ verdict }) => isGood(verdict)).length,
    };
  },
);

/**
 * Nominates the rows that the officer has seen to be good, all of them or none: they are judged again while the contest
 * is held, so that nobody is nominated twice and none after the closing.
 */
export const nominateAction = handle(nominate, async ({ params, body, actor, tx, deps, headers, now }) => {
  await holdContest(tx, params);
  const contest = await openForNominations(tx, params, now);
  const bytes = Buffer.from(body.file, 'base64');
  if (fileHash(bytes) !== body.hash) throw new Problem('roster-file-changed');
  const chosen = new Set(body.rows);
  const rows = nominatedRows(await readRosterFile(bytes)).filter(({ row }) => chosen.has(row));
  if (rows.length < chosen.size) throw new Problem('roster-file-changed');
  const judged = await judgeRoster(tx, deps.keys, { contest, unionId: params.unionId, now }, rows);
  const locale = localeOf(headers);
  const bad = judged.filter(({ verdict }) => !isGood(verdict));
  if (bad.length > 0) {
    const fields = bad
      .slice(0, 200)
      .map(({ row, verdict }) => ({ path: `row ${row.row}`, message: verdictTexts[verdict][locale] }));
    throw new Problem('nomination-roster-changed', {}, { fields });
  }
  const { definition } = contest;
  const nominations = judged.map(({ row, personId }): ContestNominationRow => {
    const phone = row.phone as string;
    return {
      palace_id: params.palaceId,
      id: newId(),
      contest_id: params.contestId,
      union_id: params.unionId,
      name_cipher: deps.keys.seal(row.name),
      phone_cipher: deps.keys.seal(phone),
      phone_hash: deps.keys.fingerprint(phone),
      category: categoryOf(definition, row.category) as string,
      title: row.title,
      state: 'waiting',
      person_id: personId,
      entry_id: null,
      nominated_by: actor.personId,
      nominated_at: now,
      decided_at: null,
    };
  });
  await insertNominations(tx, nominations);
  const union = (await unionsByIds(tx, [params.unionId])).get(params.unionId);
  const told = nominations.flatMap((row) =>
    row.person_id === null
      ? []
      : [
          {
            palaceId: row.palace_id,
            contestId: row.contest_id,
            nominationId: row.id,
            personId: row.person_id,
            title: row.title,
            unionName: union?.name ?? '',
            contestTitle: definition.title,
            contestTitleEn: definition.titleEn,
          },
        ],
  );
  await deps.bus.emit(tx, contestNominated, ...told);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'contest.nominate',
    subject: { type: 'contest', id: params.contestId },
    after: { union: params.unionId, nominated: nominations.length },
    at: now,
  });
  return { nominated: nominations.length, told: told.length };
});
