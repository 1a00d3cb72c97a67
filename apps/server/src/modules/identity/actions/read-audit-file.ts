import { readAuditFile } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { handle } from '../../../kernel/module.ts';
import { attachment, type Cell, sheetBytes } from '../../../kernel/sheets/sheet-file.ts';
import { type AuditFilter, filteredEntries } from '../audit/audit.store.ts';

/** Entries read at a time. */
const AT_ONCE = 500;
const HEADING = [
  '#',
  '时间 Time (UTC)',
  '谁 Who',
  '动作 Action',
  '对象 Subject',
  '编号 Id',
  '之前 Before',
  '之后 After',
  'SHA-256',
];

/** The log with what proves it: whoever has the file can recompute the chain. */
export const readAuditFileAction = handle(
  readAuditFile,
  async ({ params, query, reader, now, setHeader }) => {
    setHeader('content-disposition', attachment(`audit-${now.toISOString().slice(0, 10)}.xlsx`));
    setHeader('cache-control', 'private, no-store');
    return sheetBytes('xlsx', {
      name: '审计 Audit',
      heading: HEADING,
      widths: [8, 18, 14, 26, 16, 38, 40, 40, 66],
      rows: rowsOf(reader, params.palaceId, query),
    });
  },
);

async function* rowsOf(reader: Reader, palaceId: string, filter: AuditFilter): AsyncGenerator<Cell[][]> {
  let afterSeq = 0;
  for (;;) {
    const entries = await filteredEntries(reader, palaceId, { ...filter, afterSeq }, AT_ONCE);
    yield entries.map((entry) => [
      entry.seq,
      { wall: entry.at.toISOString().slice(0, 16) },
      entry.actor_name ?? '',
      entry.action,
      entry.subject_type,
      entry.subject_id,
      textOf(entry.before),
      textOf(entry.after),
      entry.hash.toString('hex'),
    ]);
    const last = entries.at(-1);
    if (last === undefined || entries.length < AT_ONCE) return;
    afterSeq = last.seq;
  }
}

/** A cell of a workbook holds at most 32,767 signs. */
const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : JSON.stringify(value).slice(0, 32_000);
