import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Cell, Sheet, WallTime } from './sheet-file.ts';

/**
 * A workbook of one sheet (ECMA-376), zipped while it is written. Texts stand in their cells, not in a table of shared
 * strings, which would have to be whole before the first row; a text in a cell is never run as a formula.
 */
export async function* xlsxBytes(sheet: Sheet): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  const { outputStream } = zip as unknown as { outputStream: Readable };
  const body = Readable.from(sheetXml(sheet), { objectMode: false });
  // What goes wrong with the rows goes wrong with the file: it must not look whole.
  body.on('error', (error) => outputStream.destroy(error));
  for (const [name, xml] of Object.entries(PARTS)) zip.addBuffer(Buffer.from(xml), name);
  zip.addBuffer(Buffer.from(workbookXml(sheet.name)), 'xl/workbook.xml');
  // Level 1 is several times as fast and the file a quarter larger: whoever waits for it gains.
  zip.addReadStream(body, 'xl/worksheets/sheet1.xml', { compressionLevel: 1 });
  zip.end();
  try {
    for await (const chunk of outputStream) yield chunk as Uint8Array;
  } finally {
    body.destroy();
  }
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const PARTS = {
  '[Content_Types].xml': `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`,
  '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  // Styles of cells: 0 plain, 1 the heading, 2 a time, 3 a day.
  'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd hh:mm"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="164" applyNumberFormat="1"/><xf xfId="0" numFmtId="165" applyNumberFormat="1"/></cellXfs></styleSheet>`,
} as const;

/** A tab's name has at most 31 letters and none of these. */
const workbookXml = (name: string) =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escapeXml(name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`;

async function* sheetXml({ heading, rows, widths = [] }: Sheet): AsyncGenerator<string> {
  const columns = heading
    .map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="${widths[at] ?? 14}" customWidth="1"/>`)
    .join('');
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${columns}</cols><sheetData><row>${heading.map((text) => textXml(text, 1)).join('')}</row>`;
  for await (const some of rows) yield some.map((row) => `<row>${row.map(cellXml).join('')}</row>`).join('');
  yield '</sheetData></worksheet>';
}

function cellXml(cell: Cell): string {
  if (cell === null || cell === '') return '<c/>';
  if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
  if (typeof cell === 'object')
    return `<c s="${cell.wall.includes('T') ? 2 : 3}"><v>${serialOf(cell)}</v></c>`;
  return textXml(cell, 0);
}

const textXml = (text: string, style: number) =>
  `<c${style === 0 ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

/** Days since the end of 1899, by which spreadsheets count time. */
function serialOf({ wall }: WallTime): number {
  const at = Date.parse(`${wall.includes('T') ? wall : `${wall}T00:00`}Z`);
  return Math.round((at / 86_400_000 + 25_569) * 1e6) / 1e6;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What XML cannot hold at all (control characters, halves of characters) is left out. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
}
