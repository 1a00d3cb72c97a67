import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { piecesOf } from './links.ts';

const linksIn = (text: string) => piecesOf(text).flatMap((piece) => piece.href ?? []);

test('an address becomes a link, what stands around it stays words', () => {
  assert.deepEqual(piecesOf('订单见https://shop.example/o?id=1&p=2，村委会可核对。'), [
    { text: '订单见', href: null },
    { text: 'https://shop.example/o?id=1&p=2', href: 'https://shop.example/o?id=1&p=2' },
    { text: '，村委会可核对。', href: null },
  ]);
  assert.deepEqual(linksIn('(https://a.example/x). https://b.example, https://c.example/'), [
    'https://a.example/x',
    'https://b.example',
    'https://c.example/',
  ]);
});

test('what is not a plain https address is words', () => {
  for (const text of [
    '直播后台截图',
    'http://shop.example/o',
    'javascript:alert(1)',
    'data:text/html,https',
    'https://bank.example@elsewhere.example/',
    'https://user:secret@shop.example/',
    'https://',
    '//shop.example',
  ])
    assert.deepEqual(piecesOf(text), [{ text, href: null }]);
});

test('whatever is written is shown whole, and a link says where it leads', () => {
  const written = fc
    .array(fc.oneof(fc.string(), fc.constantFrom('https://', 'a.example', '@', '/', '，')))
    .map((all) => all.join(''));
  fc.assert(
    fc.property(written, (text) => {
      const pieces = piecesOf(text);
      assert.equal(pieces.map((piece) => piece.text).join(''), text);
      for (const { text: shown, href } of pieces)
        if (href !== null) assert.ok(href === shown && new URL(href).protocol === 'https:');
    }),
  );
});
