import {
  addContestSalesPicture,
  getMyContestEntry,
  type MyContestEntry,
  reportContestSales,
  type SalesPicture,
} from '@wengong/contract';
import sharp from 'sharp';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import { type ContestDesk, createContestDesk, enter } from '../contest.factory.ts';

export interface Reported {
  readonly desk: ContestDesk;
  readonly entrant: TestPerson;
  readonly entryId: string;
  readonly reportId: string;
}

/** A live-commerce entry whose entrant has reported what it sold. */
export async function reportSales(app: TestApp): Promise<Reported> {
  const desk = await createContestDesk(app);
  const { id: entryId, entrant } = await enter(app, desk, { category: 'live' });
  const body = { amountFen: 123_400, orders: 12, proof: '平台后台订单号 1–12' };
  const entry = await app.call(reportContestSales, { params: { entryId }, body, as: entrant });
  return { desk, entrant, entryId, reportId: entry.sales[0]?.id ?? '' };
}

/** A photo of some colour as a phone takes it: lying, turned by a mark, with the place and the device written into it. */
export const photo = (background = '#c3272b', width = 2400, height = 1200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .withExif({ IFD0: { Make: 'SecretPhone' }, IFD3: { GPSLatitude: '32/1 0/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

/** A screenshot as a list of orders looks, long and narrow. */
export const screenshot = (text: string): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="720" height="2400">
      <rect width="720" height="2400" fill="#ffffff"/><rect width="720" height="200" fill="#c3272b"/>
      <text x="40" y="130" font-size="80" fill="#ffffff">${text}</text></svg>`),
  )
    .png()
    .toBuffer();

/** A photo of many megabytes, lying and turned by a mark. */
export const heavyPhoto = (width: number, height: number): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#ffffff',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();

/** Width and height of a picture, px. */
export async function sizeOf(bytes: Buffer): Promise<[number, number]> {
  const { width, height } = await sharp(bytes).metadata();
  return [width, height];
}

/** What adds a picture to a report. */
export const adding = ({ entryId, reportId, entrant }: Reported, file: Buffer) => ({
  params: { entryId, reportId },
  body: { file: file.toString('base64') },
  as: entrant,
});

/** Adds a photo of some colour. */
export const addPhoto = async (app: TestApp, to: Reported, background?: string): Promise<SalesPicture> =>
  app.call(addContestSalesPicture, adding(to, await photo(background)));

/** The report as its entrant sees it. */
export async function mySales(
  app: TestApp,
  { entryId, entrant }: Reported,
): Promise<MyContestEntry['sales'][number] | undefined> {
  return (await app.call(getMyContestEntry, { params: { entryId }, as: entrant })).sales[0];
}

/** Whether a picture's files are there, the small one and the whole one. */
export const filesOf = async (app: TestApp, pictureId: string): Promise<boolean[]> =>
  Promise.all(
    ['thumb.webp', 'whole.webp'].map(
      async (size) => (await app.deps.storage.size(`proofs/${pictureId}/${size}`)) !== null,
    ),
  );
