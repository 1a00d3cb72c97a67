import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  createAnnouncement,
  createBrand,
  createPartner,
  deleteAnnouncement,
  deleteBrand,
  listAnnouncements,
  listPartners,
  listSessions,
  listStaffAnnouncements,
  listStaffBrands,
  updateAnnouncement,
  updateBrand,
  updatePartner,
} from '@wengong/contract';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { content, createDesk, makeDraft, makePublished, plan } from './programme.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const brandBody = (slug: string, name = '每周一讲') => ({
  slug,
  name,
  nameEn: 'Weekly lecture',
  sinceYear: 1988,
  story: '三十八年不断',
  storyEn: '',
  figures: [{ label: '期数', labelEn: 'Lectures', value: 1900 }],
});

test('a brand is made, changed and removed while no activity carries it; its address is its own', async () => {
  const { palaceId, editor, director, ...desk } = await createDesk(app);
  const params = { palaceId };
  const brand = await app.call(createBrand, { params, body: brandBody('lecture'), as: editor });
  assert.deepEqual(await app.refused(createBrand, { params, body: brandBody('lecture'), as: editor }), {
    status: 409,
    code: 'brand-slug-taken',
  });
  const body = { ...brandBody('weekly'), figures: [] };
  await app.call(updateBrand, { params: { palaceId, brandId: brand.id }, body, as: director });
  const { items } = await app.call(listStaffBrands, { params, as: editor });
  assert.deepEqual(
    items.map((each) => [each.slug, each.figures]),
    [['weekly', []]],
  );

  const { activity } = await makeDraft(
    app,
    { palaceId, editor, director, ...desk },
    { brandId: brand.id },
    [],
  );
  assert.equal(activity.brand?.slug, 'weekly');
  const at = { palaceId, brandId: brand.id };
  assert.deepEqual(await app.refused(deleteBrand, { params: at, as: editor }), {
    status: 409,
    code: 'brand-in-use',
  });
  const unused = await app.call(createBrand, { params, body: brandBody('unused'), as: editor });
  await app.call(deleteBrand, { params: { palaceId, brandId: unused.id }, as: editor });
  assert.equal((await app.call(listStaffBrands, { params, as: editor })).items.length, 1);
});

test('activities are found by their brand’s new name', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor } = desk;
  const brand = await app.call(createBrand, { params: { palaceId }, body: brandBody('talks'), as: editor });
  await makePublished(app, desk, { brandId: brand.id }, [plan('2026-12-01T02:00:00Z')]);
  const find = async (q: string) => (await app.call(listSessions, { query: { palaceId, q } })).items.length;
  assert.equal(await find('惠工学堂'), 0);
  const params = { palaceId, brandId: brand.id };
  await app.call(updateBrand, { params, body: brandBody('talks', '惠工学堂'), as: editor });
  assert.equal(await find('惠工学堂'), 1);
});

test('an activity takes brand and partners of its own palace only', async () => {
  const desk = await createDesk(app);
  const neighbour = await createDesk(app);
  const theirs = { palaceId: neighbour.palaceId };
  const brand = await app.call(createBrand, {
    params: theirs,
    body: brandBody('theirs'),
    as: neighbour.editor,
  });
  const partner = await app.call(createPartner, {
    params: theirs,
    body: { name: '邻市剧团', kind: 'troupe' },
    as: neighbour.editor,
  });
  const post = (body: object) =>
    app.inject({
      method: 'POST',
      url: `/api/v1/palaces/${desk.palaceId}/programme/activities`,
      headers: { cookie: desk.editor.cookie },
      payload: body,
    });
  assert.equal((await post(content({ brandId: brand.id }))).json().code, 'brand-unknown');
  assert.equal((await post(content({ partnerIds: [partner.id] }))).json().code, 'partner-unknown');
  assert.equal((await post(content({ brandId: newId() }))).json().code, 'brand-unknown');
});

test('an announcement shows in its time, is changed and removed', async () => {
  const { palaceId, editor } = await createDesk(app);
  const params = { palaceId };
  const body = {
    title: '元旦开放时间',
    titleEn: 'New Year hours',
    link: null,
    startsAt: '2026-12-01T00:00:00Z',
    endsAt: '2027-01-05T00:00:00Z',
  };
  const made = await app.call(createAnnouncement, { params, body, as: editor });
  assert.equal((await app.call(listAnnouncements, { params })).items.length, 0);
  assert.equal((await app.call(listStaffAnnouncements, { params, as: editor })).items.length, 1);
  const at = { palaceId, announcementId: made.id };
  const now = { ...body, startsAt: '2026-11-01T00:00:00Z' };
  await app.call(updateAnnouncement, { params: at, body: now, as: editor });
  assert.deepEqual((await app.call(listAnnouncements, { params })).items, [
    { ...now, id: made.id, startsAt: '2026-11-01T00:00:00.000Z', endsAt: '2027-01-05T00:00:00.000Z' },
  ]);
  for (const link of ['javascript:alert(1)', '//elsewhere.example', 'http://plain.example']) {
    assert.equal(
      (await app.refused(updateAnnouncement, { params: at, body: { ...now, link }, as: editor })).status,
      400,
    );
  }
  await app.call(deleteAnnouncement, { params: at, as: editor });
  assert.equal((await app.call(listAnnouncements, { params })).items.length, 0);
  assert.equal((await app.refused(deleteAnnouncement, { params: at, as: editor })).status, 404);
});

test('partners are added and changed by the palace’s staff', async () => {
  const { palaceId, editor } = await createDesk(app);
  const params = { palaceId };
  const partner = await app.call(createPartner, {
    params,
    body: { name: '测试纺织厂', kind: 'enterprise' },
    as: editor,
  });
  const body = { name: '测试艺术团', kind: 'troupe' as const };
  await app.call(updatePartner, { params: { palaceId, partnerId: partner.id }, body, as: editor });
  assert.deepEqual((await app.call(listPartners, { params, as: editor })).items, [
    { id: partner.id, ...body },
  ]);
  assert.equal((await app.refused(listPartners, { params })).status, 401);
});
