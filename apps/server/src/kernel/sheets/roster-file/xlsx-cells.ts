import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { type Cells, FileFault, MOST_CELLS, MOST_ROWS } from './cells.ts';

// A workbook is a zip of XML files. Only four of them are read, each as a stream, and never more of it than a
// roster of the largest size could need: what a file claims to hold decides nothing.

/** Files in the zip, and bytes of one of them when unpacked. */
const MOST_ENTRIES = 2000;
const MOST_BYTES = 24 * 1024 * 1024;

/** Cells of the first sheet of a workbook (xlsx). Throws `FileFault`. */
export async function xlsxCells(bytes: Buffer): Promise<Cells> {
  const zip = await open(bytes);
  try {
    const entries = await entriesOf(zip);
    const read = (name: string, parser: SaxesParser) => feed(zip, entries.get(name), parser);
    const sheet = await firstSheet(read);
    const strings = entries.has(STRINGS) ? await sharedStrings(read) : [];
    if (!entries.has(sheet)) throw new FileFault('unreadable');
    return await sheetCells((parser) => read(sheet, parser), strings);
  } catch (error) {
    throw error instanceof FileFault ? error : new FileFault('unreadable', { cause: error });
  } finally {
    zip.close();
  }
}

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const STRINGS = 'xl/sharedStrings.xml';

type Read = (name: string, parser: SaxesParser) => Promise<void>;

const open = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error || !zip) reject(new FileFault('unreadable', { cause: error }));
      else resolve(zip);
    });
  });

const entriesOf = (zip: ZipFile): Promise<Map<string, Entry>> =>
  new Promise((resolve, reject) => {
    const found = new Map<string, Entry>();
    zip.on('error', reject);
    zip.on('end', () => resolve(found));
    zip.on('entry', (entry: Entry) => {
      if (found.size >= MOST_ENTRIES) return reject(new FileFault('unreadable'));
      found.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });

/** Lets `parser` read a file of the zip; stops early when the parser's reader says that it has enough. */
function feed(zip: ZipFile, entry: Entry | undefined, parser: SaxesParser): Promise<void> {
  if (entry === undefined || entry.isEncrypted()) throw new FileFault('unreadable');
  return new Promise((resolve, reject) => {
    parser.on('error', reject);
    zip.openReadStream(entry, (error, stream) => {
      if (error || !stream) return reject(error ?? new FileFault('unreadable'));
      let bytes = 0;
      stream.setEncoding('utf8');
      stream.on('error', reject);
      stream.on('data', (chunk: string) => {
        bytes += chunk.length;
        try {
          if (bytes > MOST_BYTES) throw new FileFault('too-large');
          parser.write(chunk);
        } catch (fault) {
          stream.destroy();
          reject(fault);
        }
      });
      stream.on('end', () => resolve());
    });
  });
}

const parserOf = () => new SaxesParser();
/** Some writers put a prefix before the names. */
const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const attribute = (tag: SaxesTagPlain, name: string): string | undefined => tag.attributes[name];

/** Path of the first sheet that the workbook lists. */
async function firstSheet(read: Read): Promise<string> {
  let relation: string | undefined;
  const book = parserOf();
  book.on('opentag', (tag) => {
    if (local(tag.name) !== 'sheet' || relation !== undefined) return;
    relation = Object.entries(tag.attributes).find(
      ([name]) => local(name) === 'id' && name.includes(':'),
    )?.[1];
  });
  await read(WORKBOOK, book);
  let target: string | undefined;
  const relations = parserOf();
  relations.on('opentag', (tag) => {
    if (attribute(tag, 'Id') === relation) target = attribute(tag, 'Target');
  });
  await read(RELATIONS, relations);
  if (relation === undefined || target === undefined) throw new FileFault('unreadable');
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

async function sharedStrings(read: Read): Promise<string[]> {
  const strings: string[] = [];
  const text = textReader();
  const parser = parserOf();
  parser.on('opentag', (tag) => text.open(local(tag.name)));
  parser.on('text', (part) => text.add(part));
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    text.close(name);
    if (name !== 'si') return;
    if (strings.length >= MOST_ROWS * MOST_CELLS) throw new FileFault('too-large');
    strings.push(text.take());
  });
  await read(STRINGS, parser);
  return strings;
}

/** Gathers what stands in `t` and `v`, and not the readings (`rPh`) that Chinese and Japanese sheets carry. */
function textReader() {
  let gathered = '';
  let within = false;
  let reading = false;
  return {
    open(name: string) {
      if (name === 'rPh') reading = true;
      within = !reading && (name === 't' || name === 'v');
    },
    add(part: string) {
      if (within) gathered += part;
    },
    close(name: string) {
      within = false;
      if (name === 'rPh') reading = false;
    },
    take(): string {
      const all = gathered;
      gathered = '';
      return all;
    },
  };
}

async function sheetCells(
  read: (parser: SaxesParser) => Promise<void>,
  strings: readonly string[],
): Promise<Cells> {
  const cells: string[][] = [];
  const text = textReader();
  let last = 0;
  let row: string[] = [];
  let column = 0;
  let type = '';
  const parser = parserOf();
  parser.on('opentag', (tag) => {
    const name = local(tag.name);
    if (name === 'row') {
      const number = Number(attribute(tag, 'r') ?? last + 1);
      if (!(number > last)) throw new FileFault('unreadable');
      last = number;
      row = [];
    } else if (name === 'c') {
      column = columnOf(attribute(tag, 'r')) ?? row.length;
      type = attribute(tag, 't') ?? 'n';
      text.take();
    } else text.open(name);
  });
  parser.on('text', (part) => text.add(part));
  parser.on('closetag', (tag) => {
    const name = local(tag.name);
    text.close(name);
    if (name === 'c' && column < MOST_CELLS) {
      while (row.length < column) row.push('');
      row[column] = cellValue(type, text.take(), strings);
    }
    if (name === 'row' && row.some((cell) => cell !== '')) {
      if (last > MOST_ROWS + 1) throw new FileFault('too-large');
      // Rows that hold nothing may be left out of the file, or stand in it for their look alone, down to the millionth.
      while (cells.length < last - 1) cells.push([]);
      cells.push(row);
    }
  });
  await read(parser);
  return cells;
}

/** `C7` → 2; undefined without an address. */
function columnOf(address: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(address ?? '')?.[0];
  if (letters === undefined) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A number may be written with an exponent; a phone number is one to a spreadsheet. */
function cellValue(type: string, text: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(text)] ?? '';
  if (type === 'n' && /[eE.]/.test(text) && Number.isFinite(Number(text))) return String(Number(text));
  return type === 'e' ? '' : text;
}
