import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nearest, slipsBetween, suspectsIn, termsOf } from './mistyped.rules.ts';

const terms = termsOf('广场舞入门 太极拳 音乐会\nCalligraphy for beginners');

test('terms are pinyin of the words and the foreign words', () => {
  const written = terms.map(({ term, said }) => `${term} ${said}`);
  for (const one of [
    'guangchangwu 广场舞',
    'taijiquan 太极拳',
    'yinyuehui 音乐会',
    'calligraphy calligraphy',
  ]) {
    assert.ok(written.includes(one), `${one} in ${written}`);
  }
});

test('slips of the finger lead to the word that was meant', () => {
  for (const [typed, said] of [
    ['gaungchangwu', '广场舞'],
    ['guanchanwu', '广场舞'],
    ['guangchanwu', '广场舞'],
    ['taijiqaun', '太极拳'],
    ['caligraphy', 'calligraphy'],
    ['yinyuehiu', '音乐会'],
  ] as const) {
    assert.equal(nearest(typed, terms)?.said, said, typed);
  }
  for (const typed of ['youyong', 'gcw', 'wudao']) assert.equal(nearest(typed, terms), null, typed);
});

test('Chinese that only sounds right is compared by its sound', () => {
  assert.deepEqual(suspectsIn('广场午 taji'), [
    { typed: '广场午', spelt: 'guangchangwu' },
    { typed: 'taji', spelt: 'taji' },
  ]);
});

test('the slips between two words: none only for the same, as many both ways, never more than the longer one', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'g'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const slips = slipsBetween(a, b);
      assert.equal(slips === 0, a === b);
      assert.equal(slips, slipsBetween(b, a));
      assert.ok(slips >= Math.abs(a.length - b.length) && slips <= Math.max(a.length, b.length));
    }),
  );
});

test('one slip of each kind counts one', () => {
  const one = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(one, fc.nat(), (word, chance) => {
      const at = chance % (word.length - 1);
      const swapped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
      assert.ok(slipsBetween(word, swapped) <= 1, `${word} ${swapped}`);
      assert.equal(slipsBetween(word, word.slice(0, at) + word.slice(at + 1)), 1);
      assert.equal(slipsBetween(word, `${word.slice(0, at)}z${word.slice(at)}`), 1);
    }),
  );
});
