import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fillMailing, type MailingValues, mailingDigest, unknownPlaceholders } from './mailings.rules.ts';

const values: MailingValues = {
  name: '林小满',
  activity: '书法入门',
  time: '11月23日周一 19:00–21:00',
  place: '二楼教室',
  seats: '5排12座',
  palace: '南通市工人文化宫',
};

test('placeholders are filled in either language, with either kind of braces', () => {
  assert.equal(
    fillMailing('{姓名}您好：{ 活动 }改在｛地点｝。{Name}, {seats}', values),
    '林小满您好：书法入门改在二楼教室。林小满, 5排12座',
  );
});

test('what a person is called is not looked through for placeholders', () => {
  assert.equal(fillMailing('{name}', { ...values, name: '{palace}' }), '{palace}');
});

test('words in braces that nobody knows are named once; texts without them stay as they are', () => {
  assert.deepEqual(unknownPlaceholders(['{姓名} {电话} {电话}', '{price}']), ['{电话}', '{price}']);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const plain = text.replaceAll(/[{}｛｝]/gu, '');
      assert.equal(fillMailing(plain, values), plain);
      assert.deepEqual(unknownPlaceholders([plain]), []);
    }),
  );
});

test('the same words to the same states have one digest, in whatever order the states were ticked', () => {
  const draft = { statuses: ['confirmed', 'held'] as const, title: 'a', titleEn: '', body: 'b', bodyEn: '' };
  const one = mailingDigest({ ...draft, statuses: [...draft.statuses] });
  assert.deepEqual(mailingDigest({ ...draft, statuses: ['held', 'confirmed'] }), one);
  assert.notDeepEqual(mailingDigest({ ...draft, statuses: ['held'] }), one);
  assert.notDeepEqual(mailingDigest({ ...draft, statuses: [...draft.statuses], body: 'c' }), one);
});
