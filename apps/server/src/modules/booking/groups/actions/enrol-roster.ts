import { enrolRoster } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { localeOf } from '../../../../kernel/http/problems.ts';
import { handle } from '../../../../kernel/module.ts';
import { fileHash, readRosterFile } from '../../../../kernel/sheets/roster-file/read-roster-file.ts';
import { enrolAll, rosterChanged } from '../enrol.ts';
import { openGroup } from '../group.ts';
import { judgeRoster } from '../judge-roster.ts';
import { entriesOf, verdictTexts } from '../roster.rules.ts';

/** Enrols the rows that the officer has seen to be good. They are judged again, without the rows left out. */
export const enrolRosterAction = handle(
  enrolRoster,
  async ({ params, body, actor, tx, deps, headers, now }) => {
    const group = await openGroup(tx, params, now);
    const bytes = Buffer.from(body.file, 'base64');
    if (fileHash(bytes) !== body.hash) throw new Problem('roster-file-changed');
    const chosen = new Set(body.rows);
    const entries = entriesOf(await readRosterFile(bytes)).filter(({ row }) => chosen.has(row));
    if (entries.length < chosen.size) throw new Problem('roster-file-changed');
    const judged = await judgeRoster(tx, deps.keys, group, entries, now);
    const locale = localeOf(headers);
    return enrolAll(tx, deps, group, judged, {
      actor,
      now,
      onLost: (lost) => rosterChanged(lost, (why) => verdictTexts[why][locale]),
    });
  },
);
