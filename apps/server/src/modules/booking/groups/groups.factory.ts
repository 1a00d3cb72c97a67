import { crc32, deflateRawSync } from 'node:zlib';
import { previewRoster } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createOfficer, type TestPerson } from '../../../testkit/person.ts';
import { allot, createUnion } from '../allotments/allotments.factory.ts';
import { createSession, type SessionWishes } from '../booking.factory.ts';

/** A session of which a union has seats, with the union's officer. */
export interface TestGroup {
  readonly session: Awaited<ReturnType<typeof createSession>>;
  readonly unionId: string;
  readonly allotmentId: string;
  readonly officer: TestPerson;
  readonly params: { unionId: string; allotmentId: string };
}

export async function createGroup(
  app: TestApp,
  seats: number,
  wishes: SessionWishes & { readonly returnsIn?: number } = {},
): Promise<TestGroup> {
  const session = await createSession(app, wishes);
  const unionId = await createUnion(app, session.desk.palace.union_id, '测试造船厂工会');
  const { id } = await allot(app, session, {
    unionId,
    seats,
    ...(wishes.returnsIn === undefined ? {} : { returnsIn: wishes.returnsIn }),
  });
  const officer = await createOfficer(app, unionId);
  return { session, unionId, allotmentId: id, officer, params: { unionId, allotmentId: id } };
}

/** A roster as CSV, UTF-8. */
export const csv = (...rows: readonly (readonly string[])[]): Buffer =>
  Buffer.from(['姓名,手机号,工号', ...rows.map((row) => row.join(','))].join('\r\n'));

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

export const preview = (app: TestApp, group: TestGroup, bytes: Uint8Array) =>
  app.call(previewRoster, {
    params: group.params,
    body: { file: base64(bytes) },
    as: group.officer,
  });

/** A zip with these files; `claims` are sizes that it pretends to have. */
export function zip(
  files: Readonly<Record<string, string | Buffer>>,
  claims: Readonly<Record<string, number>> = {},
): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const title = Buffer.from(name);
    const sizes = Buffer.alloc(26);
    sizes.writeUInt16LE(20, 0);
    sizes.writeUInt16LE(8, 4);
    sizes.writeUInt32LE(crc32(raw), 10);
    sizes.writeUInt32LE(packed.length, 14);
    sizes.writeUInt32LE(claims[name] ?? raw.length, 18);
    sizes.writeUInt16LE(title.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), sizes, title, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), sizes, tail, title);
    offset += 4 + sizes.length + title.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(files).length, 4);
  end.writeUInt16LE(Object.keys(files).length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, list, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>';

/** The files of a workbook whose one sheet has this XML between `sheetData`. */
export const workbook = (rows: string, strings = ''): Record<string, string> => ({
  'xl/workbook.xml': `${XML}<workbook xmlns:r="r"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
  ...(strings === '' ? {} : { 'xl/sharedStrings.xml': `${XML}<sst>${strings}</sst>` }),
  'xl/worksheets/sheet1.xml': `${XML}<worksheet><sheetData>${rows}</sheetData></worksheet>`,
});
