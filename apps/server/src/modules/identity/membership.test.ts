import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  attestCategoryByPalace,
  getMe,
  getMyMembership,
  listAudit,
  uploadPalaceRoster,
  uploadUnionRoster,
  verifyMyMembership,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, createWorker, randomPhone } from '../../testkit/person.ts';
import { signInByPhone } from './sign-in.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const HEADER = '姓名,手机号,会员卡号,有效期至,类别';
const csv = (...rows: string[]) => `\ufeff${[HEADER, ...rows].join('\r\n')}\r\n`;

async function unionWithOfficer() {
  const palace = await createPalace(app);
  const officer = await createOfficer(app, palace.union_id);
  const params = { unionId: palace.union_id };
  const upload = (text: string) => app.call(uploadUnionRoster, { params, body: { csv: text }, as: officer });
  return { palace, officer, params, upload };
}

test('a worker on the roster is verified on request, and the card shows it', async () => {
  const { upload } = await unionWithOfficer();
  const worker = await createWorker(app, { displayName: '会员' });
  assert.equal((await app.refused(verifyMyMembership, { as: worker })).code, 'not-on-roster');
  assert.equal((await app.call(getMyMembership, { as: worker })).verified, false);
  const result = await upload(csv(`张三,${worker.phone},6001234567,2027-12-31,`));
  assert.deepEqual(result, { rows: 1, added: 1, updated: 0, categoriesAttested: 0 });
  const card = await app.call(verifyMyMembership, { as: worker });
  assert.deepEqual(
    [card.verified, card.method, card.unionName, card.displayName, card.cardNumberMasked, card.validUntil],
    [true, 'roster', '测试市总工会', '会员', '****4567', '2027-12-31'],
  );
  assert.equal((await app.call(getMe, { as: worker })).person?.member, true);
});

test('signing in verifies by itself; the membership ends after its last day in China', async () => {
  const { upload } = await unionWithOfficer();
  const phone = randomPhone();
  await upload(csv(`李四,${phone},,2026-11-23,环卫工人；农民工`));
  const { cookie } = await signInByPhone(app, phone);
  const me = async () => (await app.call(getMe, { as: { cookie } })).person;
  assert.deepEqual([(await me())?.member, (await me())?.categories], [true, ['migrant', 'sanitation']]);
  app.clock.set(new Date('2026-11-23T15:59:00Z'));
  assert.equal((await me())?.member, true);
  app.clock.set(new Date('2026-11-23T16:00:00Z'));
  const fresh = await signInByPhone(app, phone);
  assert.equal((await app.call(getMe, { as: fresh })).person?.member, false);
  assert.equal((await app.call(getMyMembership, { as: fresh })).verified, false);
});

test('a newer roster changes the membership at once', async () => {
  const { upload } = await unionWithOfficer();
  const worker = await createWorker(app);
  await upload(csv(`王五,${worker.phone},1,2027-06-30,`));
  await app.call(verifyMyMembership, { as: worker });
  const result = await upload(csv(`王五,${worker.phone},2,2026-01-01,`));
  assert.deepEqual([result.added, result.updated], [0, 1]);
  assert.equal((await app.call(getMe, { as: worker })).person?.member, false);
});

test('every bad row is named by number and reason, and nothing of the file is kept', async () => {
  const { officer, params } = await unionWithOfficer();
  const good = await createWorker(app);
  const body = {
    csv: csv(
      `甲,${good.phone},,2027-12-31,`,
      '乙,12345,,2027-12-31,',
      `丙,${randomPhone()},,2027-02-30,`,
      `丁,${randomPhone()},,2027-12-31,宇航员`,
      `戊,${good.phone},,2027-12-31,`,
    ),
  };
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/unions/${params.unionId}/roster`,
    headers: { cookie: officer.cookie, 'accept-language': 'en' },
    payload: body,
  });
  assert.equal(answer.statusCode, 422);
  const problem = answer.json();
  assert.equal(problem.code, 'roster-invalid');
  assert.deepEqual(
    problem.fields.map((field: { path: string }) => field.path),
    ['row 3', 'row 4', 'row 5', 'row 6'],
  );
  assert.match(problem.fields[3].message, /same phone as row 2/);
  assert.equal((await app.refused(verifyMyMembership, { as: good })).code, 'not-on-roster');
});

test('what is no roster is refused with what is missing', async () => {
  const { officer, params } = await unionWithOfficer();
  for (const text of ['', '姓名\n张三', '手机号\n13812341234', HEADER, `${HEADER}\n"unclosed`]) {
    const refused = await app.refused(uploadUnionRoster, { params, body: { csv: text || ' ' }, as: officer });
    assert.deepEqual([refused.status, refused.code], [422, 'roster-unreadable'], text);
  }
});

test('a thousand members are taken in one go', async () => {
  const { upload } = await unionWithOfficer();
  const rows = Array.from(
    { length: 1000 },
    (_, i) => `人${i},1370000${String(i).padStart(4, '0')},C${i},2027-12-31,快递员`,
  );
  assert.deepEqual(await upload(csv(...rows)), {
    rows: 1000,
    added: 1000,
    updated: 0,
    categoriesAttested: 1000,
  });
  assert.deepEqual(await upload(csv(...rows)), {
    rows: 1000,
    added: 0,
    updated: 1000,
    categoriesAttested: 0,
  });
});

test('a director uploads for the union of the palace; others and strangers are refused', async () => {
  const palace = await createPalace(app);
  const other = await createPalace(app);
  const params = { palaceId: palace.id };
  const body = { csv: csv(`张三,${randomPhone()},,2027-12-31,`) };
  const director = await createStaff(app, palace.id, ['director']);
  assert.equal((await app.call(uploadPalaceRoster, { params, body, as: director })).added, 1);
  const editor = await createStaff(app, palace.id, ['editor']);
  assert.equal((await app.refused(uploadPalaceRoster, { params, body, as: editor })).status, 403);
  const stranger = await createStaff(app, other.id, ['director']);
  assert.equal((await app.refused(uploadPalaceRoster, { params, body, as: stranger })).status, 404);
  const elsewhere = await createOfficer(app, other.union_id);
  const union = { unionId: palace.union_id };
  assert.equal((await app.refused(uploadUnionRoster, { params: union, body, as: elsewhere })).status, 404);
});

test('attesting is audited by person, never by phone number; repeating it changes nothing', async () => {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const worker = await createWorker(app);
  const params = { palaceId: palace.id };
  const body = { phone: worker.phone, category: 'disabled' as const, attested: true };
  for (let i = 0; i < 2; i += 1) await app.call(attestCategoryByPalace, { params, body, as: director });
  const { items } = await app.call(listAudit, { params, as: director });
  assert.deepEqual(
    items.map((entry) => [entry.action, entry.subjectId, entry.after]),
    [['category.attest', worker.personId, { category: 'disabled' }]],
  );
  assert.ok(!JSON.stringify(items).includes(worker.phone.slice(3)));
});
