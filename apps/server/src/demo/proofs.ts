import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import type { Reader, Tx } from '../kernel/db.ts';
import { pathOf } from '../kernel/lettering/lettering.ts';
import { putBytes } from '../kernel/storage/put-bytes.ts';
import type { Storage } from '../kernel/storage/storage.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';

const WIDTH = 1080;
const ROW = 96;
const ROWS = 14;
const TOP = 260;
const HEIGHT = TOP + (ROWS + 1) * ROW;
/** Where columns begin. */
const COLUMNS = [60, 230, 620, 800];

/** Drawn lists of orders that prove what was sold; they say themselves that they are made up. */
const PROOFS = {
  orders: { title: '订单导出表', colour: '#2e7d5b', columns: ['订单', '商品', '件数', '金额（元）'] },
  desk: { title: '直播后台', colour: '#a81f23', columns: ['场次', '商品', '成交', '金额（元）'] },
} as const;
type ProofName = keyof typeof PROOFS;

const GOODS = ['新米五斤装', '山核桃仁', '手工豆瓣酱', '农家干菜', '竹编茶具', '刺绣手帕'];

const hashOf = (name: ProofName): string => createHash('sha256').update(`drawn ${name}`).digest('hex');

/** Notes the pictures of a report that is not decided; `placeProofs` draws them. */
export const insertProofs = (
  tx: Tx,
  { palaceId, reportId }: { readonly palaceId: string; readonly reportId: string },
  names: readonly ProofName[],
  at: Date,
): Promise<void> =>
  insertRows(
    tx,
    'contest_sales_picture',
    names.map((name, index) => ({
      palace_id: palaceId,
      report_id: reportId,
      position: index + 1,
      id: new Seed(`proof ${name} of ${reportId}`).id(at),
      sha256: hashOf(name),
      width: WIDTH,
      height: HEIGHT,
      added_at: at,
    })),
  );

/** Puts the drawn pictures where their addresses lead. */
export async function placeProofs(reader: Reader, storage: Storage): Promise<void> {
  for (const name of Object.keys(PROOFS) as ProofName[]) {
    const { rows } = await sql<{ id: string }>`select id from contest_sales_picture
      where sha256 = ${hashOf(name)}`.execute(reader);
    const drawn = sharp(Buffer.from(draw(name)));
    const whole = await drawn.clone().webp({ quality: 78 }).toBuffer();
    const thumb = await drawn.resize({ width: 320, height: 320, position: 'top' }).webp().toBuffer();
    for (const { id } of rows)
      await putBytes(storage, [
        { key: `proofs/${id}/whole.webp`, bytes: whole },
        { key: `proofs/${id}/thumb.webp`, bytes: thumb },
      ]);
  }
}

function draw(name: ProofName): string {
  const { title, colour, columns } = PROOFS[name];
  const seed = new Seed(`proof ${name}`);
  const lines = Array.from({ length: ROWS }, (_, index) => {
    const count = 1 + seed.int(9);
    return [`${index + 1}`, seed.pick(GOODS), `${count}`, `${count * (19 + seed.int(60))}.00`];
  });
  const cell = (text: string, column: number, row: number) =>
    pathOf(text, { x: COLUMNS[column] ?? 0, y: TOP + row * ROW + 62, size: 38 });
  const rows = [columns, ...lines].map(
    (
      cells,
      row,
    ) => `<path fill="#1f1b16" d="${cells.map((text, column) => cell(text, column, row)).join('')}"/>
      <path stroke="#d9d2c6" d="M40 ${TOP + (row + 1) * ROW}H${WIDTH - 40}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <path fill="#fffdf8" d="M0 0H${WIDTH}V${HEIGHT}H0z"/><path fill="${colour}" d="M0 0H${WIDTH}V200H0z"/>
    <path fill="#ffffff" d="${pathOf(title, { x: 60, y: 110, size: 72 })}${pathOf('演示数据 made up', { x: 60, y: 170, size: 36 })}"/>
    ${rows.join('')}</svg>`;
}
