import { previewRoster } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { isGood, presentVerdict } from '../../../../kernel/sheets/roster-file/judged-rows.ts';
import { fileHash, readRosterFile } from '../../../../kernel/sheets/roster-file/read-roster-file.ts';
import { maskPhone } from '../../../identity/index.ts';
import { freeOf } from '../../allotments/allotments.rules.ts';
import { openGroup } from '../group.ts';
import { judgeRoster } from '../judge-roster.ts';
import { entriesOf, verdictTexts } from '../roster.rules.ts';

/** As much of what is no number as helps to find the row. */
const SHOWN = 20;

/** Nothing is kept of a preview: what is confirmed later is tied to it by the file's hash. */
export const previewRosterAction = handle(previewRoster, async ({ params, body, reader, deps, now }) => {
  const group = await openGroup(reader, params, now);
  const bytes = Buffer.from(body.file, 'base64');
  const entries = entriesOf(await readRosterFile(bytes));
  const judged = await judgeRoster(reader, deps.keys, group, entries, now);
  return {
    hash: fileHash(bytes),
    rows: judged.map(({ entry, verdict }) => ({
      row: entry.row,
      name: entry.name,
      phone: entry.phone === null ? entry.typed.slice(0, SHOWN) : maskPhone(entry.phone),
      staffNumber: entry.staffNumber,
      ...presentVerdict(verdictTexts, verdict),
    })),
    good: judged.filter(({ verdict }) => isGood(verdict)).length,
    free: freeOf(group.pool),
  };
});
