import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addContestSalesPicture,
  decideContestSales,
  exportMe,
  getMyContestEntry,
  listAudit,
  listContestSales,
  removeContestSalesPicture,
  withdrawContestEntry,
} from '@wengong/contract';
import sharp from 'sharp';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker, openSession, type TestPerson } from '../../../testkit/person.ts';
import { change } from '../../booking/booking.races.factory.ts';
import { keyOf, runJob } from '../contest.factory.ts';
import { adding, addPhoto, filesOf, mySales, photo, type Reported, reportSales } from './pictures.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const get = (url: string, as?: { readonly cookie: string }) =>
  app.inject({ url, headers: as === undefined ? {} : { cookie: as.cookie } });

/** What the desk sees of the report. */
const atDesk = async ({ desk }: Reported, as: TestPerson = desk.director) =>
  (await app.call(listContestSales, { params: keyOf(desk), as })).items[0];

const decide = (accept: boolean, { desk, reportId }: Reported) => ({
  params: { ...keyOf(desk), reportId },
  body: { accept, note: '请补充平台截图' },
  as: desk.director,
});

const gone = [false, false];
const there = [true, true];

test('a photo is kept upright and without place and device; its entrant and the desk see it, and nothing keeps it', async () => {
  const report = await reportSales(app);
  const picture = await addPhoto(app, report);
  assert.deepEqual([picture.width, picture.height], [1200, 2400]);
  assert.deepEqual(await mySales(app, report).then((sales) => sales?.pictures), [picture]);
  const seen = await atDesk(report);
  assert.deepEqual(
    seen?.pictures.map(({ id }) => id),
    [picture.id],
  );
  for (const [address, as, size] of [
    [picture.thumb, report.entrant, [320, 320]],
    [picture.whole, report.entrant, [1200, 2400]],
    [seen?.pictures[0]?.thumb ?? '', report.desk.director, [320, 320]],
    [seen?.pictures[0]?.whole ?? '', report.desk.director, [1200, 2400]],
  ] as const) {
    const answer = await get(address, as);
    assert.deepEqual(
      [answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']],
      [200, 'image/webp', 'private, no-store'],
    );
    const read = await sharp(answer.rawPayload).metadata();
    assert.deepEqual([read.format, read.width, read.height], ['webp', ...size]);
    assert.deepEqual([read.exif, read.orientation, read.icc, read.xmp], Array(4).fill(undefined));
    assert.ok(!answer.rawPayload.includes('SecretPhone'));
  }
});

test('only who reported and who decides there see a picture: no stranger, no neighbour, no colleague, no ended session', async () => {
  const [report, other] = [await reportSales(app), await reportSales(app)];
  const { whole } = await addPhoto(app, report);
  const desk = (await atDesk(report))?.pictures[0]?.whole ?? '';
  const statusOf = async (url: string, as?: { readonly cookie: string }) => (await get(url, as)).statusCode;
  assert.deepEqual([await statusOf(whole), await statusOf(desk)], [401, 401]);
  assert.equal(await statusOf(whole, await createWorker(app)), 404);
  assert.equal(
    await statusOf(whole, report.desk.director),
    404,
    'staff go by the desk, which says whose they are',
  );
  assert.equal(await statusOf(desk, report.entrant), 403);
  assert.equal(await statusOf(desk, other.desk.director), 404);
  assert.equal(await statusOf(desk, report.desk.reviewer), 403);
  const weak = { cookie: await openSession(app, report.desk.director.personId, false) };
  assert.equal(await statusOf(desk, weak), 403);
  // An address that names one's own report and somebody else's picture leads nowhere.
  const mixed = whole.replace(report.entryId, other.entryId).replace(report.reportId, other.reportId);
  assert.equal(await statusOf(mixed, other.entrant), 404);
  const elsewhere = desk
    .replace(report.desk.palaceId, other.desk.palaceId)
    .replace(report.desk.contestId, other.desk.contestId);
  assert.equal(await statusOf(elsewhere, other.desk.director), 404);
  assert.equal(await statusOf(elsewhere.replace(report.reportId, other.reportId), other.desk.director), 404);
  assert.deepEqual(
    [await statusOf(whole, report.entrant), await statusOf(desk, report.desk.director)],
    [200, 200],
  );
  const [mine, theirs] = [
    { cookie: await openSession(app, report.entrant.personId, false) },
    { cookie: await openSession(app, report.desk.director.personId, true) },
  ];
  const start = app.clock.now();
  app.clock.set(new Date(start.getTime() + 400 * 86_400_000));
  assert.deepEqual([await statusOf(whole, mine), await statusOf(desk, theirs)], [401, 401]);
  app.clock.set(start);
});

test('nobody but the entrant adds or removes', async () => {
  const report = await reportSales(app);
  const { id: pictureId } = await addPhoto(app, report);
  const params = { entryId: report.entryId, reportId: report.reportId, pictureId };
  const file = await photo('#2e7d5b');
  for (const as of [await createWorker(app), report.desk.director]) {
    const asked = await app.refused(addContestSalesPicture, { ...adding(report, file), as });
    assert.equal(asked.status, 404);
    assert.equal((await app.refused(removeContestSalesPicture, { params, as })).status, 404);
  }
  assert.equal((await app.refused(removeContestSalesPicture, { params })).status, 401);
  assert.deepEqual(await filesOf(app, pictureId), there);
});

test('a report has three pictures: the same one counts once, a fourth is refused, and one taken off makes room', async () => {
  const report = await reportSales(app);
  const first = await addPhoto(app, report, '#c3272b');
  assert.deepEqual(await addPhoto(app, report, '#c3272b'), first);
  const second = await addPhoto(app, report, '#2e7d5b');
  const third = await addPhoto(app, report, '#b8862d');
  assert.equal((await mySales(app, report))?.mayAddPictures, false);
  const fourth = adding(report, await photo('#000000'));
  assert.deepEqual(await app.refused(addContestSalesPicture, fourth), {
    status: 409,
    code: 'sales-pictures-full',
  });
  assert.deepEqual(await addPhoto(app, report, '#2e7d5b'), second, 'nor is one that is there too many');
  const { entryId, reportId, entrant: as } = report;
  const off = { params: { entryId, reportId, pictureId: second.id }, as };
  await app.call(removeContestSalesPicture, off);
  assert.equal((await app.refused(removeContestSalesPicture, off)).status, 404);
  assert.equal((await get(second.whole, as)).statusCode, 404);
  const again = await app.call(addContestSalesPicture, fourth);
  assert.deepEqual(
    (await mySales(app, report))?.pictures.map(({ id }) => id),
    [first.id, again.id, third.id],
  );
  await runJob(app, 'media.clear');
  assert.deepEqual(await Promise.all([first, second, third, again].map(({ id }) => filesOf(app, id))), [
    there,
    gone,
    there,
    there,
  ]);
});

test('what is no picture is refused with the reason, and nothing of it stays', async () => {
  const report = await reportSales(app);
  const refusal = async (file: Buffer) =>
    (await app.refused(addContestSalesPicture, adding(report, file))).code;
  const whole = await photo();
  const heic = Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic'), Buffer.alloc(64)]);
  for (const file of [
    heic,
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
    Buffer.from('%PDF-1.7 not a picture at all'),
    Buffer.from('GIF89a'),
    whole.subarray(0, whole.length / 2),
    Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(2000, 7)]),
  ])
    assert.equal(await refusal(file), 'image-unreadable');
  const wide = await sharp({ create: { width: 9000, height: 6000, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  assert.equal(await refusal(wide), 'image-too-large');
  const heavy = await app.refused(addContestSalesPicture, adding(report, Buffer.alloc(13 * 1024 * 1024)));
  assert.deepEqual(heavy, { status: 413, code: 'body-too-large' });
  assert.deepEqual((await mySales(app, report))?.pictures, []);
});

test('a picture of a long list, and a small one, are kept whole', async () => {
  const report = await reportSales(app);
  for (const [width, height] of [
    [720, 20_000],
    [200, 90],
  ] as const) {
    const file = await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
      .png()
      .toBuffer();
    const picture = await app.call(addContestSalesPicture, adding(report, file));
    const read = await sharp((await get(picture.whole, report.entrant)).rawPayload).metadata();
    assert.ok(Math.abs(read.width / read.height - width / height) < 0.01, `${read.width} × ${read.height}`);
    assert.ok(read.width <= width && read.height <= 16_383);
  }
});

test('once a report is decided its pictures stay as they are, and the log says which they were', async () => {
  const report = await reportSales(app);
  const picture = await addPhoto(app, report);
  await app.call(decideContestSales, decide(false, report));
  const decided = { status: 409, code: 'sales-decided' };
  const more = adding(report, await photo('#2e7d5b'));
  assert.deepEqual(await app.refused(addContestSalesPicture, more), decided);
  const { entryId, reportId, entrant: as } = report;
  const off = { params: { entryId, reportId, pictureId: picture.id }, as };
  assert.deepEqual(await app.refused(removeContestSalesPicture, off), decided);
  const sales = await mySales(app, report);
  assert.deepEqual([sales?.mayAddPictures, sales?.mayRemovePictures], [false, false]);
  assert.deepEqual(sales?.pictures, [picture]);
  assert.equal((await atDesk(report))?.pictures.length, 1);
  const { items } = await app.call(listAudit, {
    params: { palaceId: report.desk.palaceId },
    query: {},
    as: report.desk.director,
  });
  const noted = items.find((item) => item.action === 'contest-sales.reject');
  assert.match(JSON.stringify(noted?.after), /"pictures":\["[0-9a-f]{64}"\]/);
  await assert.rejects(
    change(app, `update contest_sales_picture set width = 1 where id = '${picture.id}'`),
    'nor can a picture be exchanged',
  );
});

test('the export names a person’s pictures; the account goes, and with it the proof, decided or not', async () => {
  const [decided, waiting] = [await reportSales(app), await reportSales(app)];
  for (const report of [decided, waiting]) {
    const picture = await addPhoto(app, report);
    if (report === decided) await app.call(decideContestSales, decide(true, report));
    const told = JSON.stringify(await app.call(exportMe, { as: report.entrant }));
    assert.ok(told.includes(picture.whole) && told.includes('平台后台订单号'), told);
    const held = app.deps.personalData.find((each) => each.module === 'contest');
    const { personId } = report.entrant;
    await app.deps.db.transact(async (tx) => held?.erasePerson(tx, personId, app.clock.now()));
    const left = JSON.stringify(await held?.exportPerson(app.deps.db.reader, personId));
    assert.ok(
      !left.includes('proofs') && !left.includes(picture.id) && !left.includes('平台后台订单号'),
      left,
    );
    const seen = await atDesk(report);
    assert.deepEqual([seen?.proof, seen?.pictures, seen?.amountFen], ['', [], 123_400]);
    await runJob(app, 'media.clear');
    assert.deepEqual(await filesOf(app, picture.id), gone);
    assert.equal((await app.refused(addContestSalesPicture, adding(report, await photo()))).status, 409);
  }
});

test('an entry that is withdrawn leaves no pictures that nobody has decided about', async () => {
  const report = await reportSales(app);
  const picture = await addPhoto(app, report);
  const { entryId, entrant: as } = report;
  await app.call(withdrawContestEntry, { params: { entryId }, as });
  assert.deepEqual((await mySales(app, report))?.pictures, []);
  await runJob(app, 'media.clear');
  assert.deepEqual(await filesOf(app, picture.id), gone);
  const more = await app.refused(addContestSalesPicture, adding(report, await photo()));
  assert.deepEqual(more, { status: 409, code: 'contest-entry-changed' });
  assert.equal((await app.call(getMyContestEntry, { params: { entryId }, as })).state, 'withdrawn');
});

test('files of a picture that was never noted are cleared after an hour, not before', async () => {
  const target = await createTestApp();
  try {
    const report = await reportSales(target);
    await change(
      target,
      `create function fail() returns trigger language plpgsql as $$ begin raise exception 'away'; end $$;
      create trigger fail before insert on contest_sales_picture for each row execute function fail()`,
    );
    const answer = await target.refused(addContestSalesPicture, adding(report, await photo()));
    assert.equal(answer.status, 500);
    const { rows } = await target.deps.db.pool.query<{ prefix: string }>('select prefix from media_litter');
    assert.equal(rows.length, 1);
    const id = rows[0]?.prefix.split('/')[1] ?? '';
    await runJob(target, 'media.clear');
    assert.deepEqual(await filesOf(target, id), there);
    target.clock.advance(3601);
    await runJob(target, 'media.clear');
    assert.deepEqual(await filesOf(target, id), gone);
  } finally {
    await target.close();
  }
});
