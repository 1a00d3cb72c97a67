import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formOfWord } from './forms.rules.ts';
import { Screen, type ScreenWord } from './screen.rules.ts';
import { readSheet, writeSheet } from './sheet.rules.ts';

const word = (text: string, more: Partial<ScreenWord> = {}): ScreenWord => ({
  word: text,
  form: formOfWord(text),
  action: 'hold',
  sound: false,
  ...more,
});
const found = (screen: Screen, text: string): string[] =>
  screen.screen([{ field: 'text', text }]).hits.map((hit) => `${hit.word}=${text.slice(hit.from, hit.to)}`);

test('the ways in which a word is disguised', () => {
  const screen = new Screen([word('刷单返利'), word('賭場'), word('casino'), word('VX')]);
  const disguises: [string, string[]][] = [
    ['在家刷单返利，日结', ['刷单返利=刷单返利']],
    ['刷 单*返～利', ['刷单返利=刷 单*返～利']],
    ['刷\u200B单\u200D返\uFEFF利', ['刷单返利=刷\u200B单\u200D返\uFEFF利']],
    ['刷。单。返。利', ['刷单返利=刷。单。返。利']],
    ['刷單返利', ['刷单返利=刷單返利']],
    ['线上赌场', ['賭場=赌场']],
    ['ＣＡＳＩＮＯ', ['casino=ＣＡＳＩＮＯ']],
    ['c4s1n0 online', ['casino=c4s1n0']],
    ['C.A.S.I.N.O', ['casino=C.A.S.I.N.O']],
    ['加ｖ❤ｘ：123', ['VX=ｖ❤ｘ']],
  ];
  for (const [text, expected] of disguises) assert.deepEqual(found(screen, text), expected, text);
});

test('no word is found where none is meant', () => {
  const screen = new Screen([word('人大代'), word('ass'), word('10086'), word('法会')]);
  for (const text of [
    'class assess',
    'has saved',
    '他是大人。大代价换来的',
    '我们学法。会后合影',
    '遵纪守法！会场热烈',
    'looB6',
  ]) {
    assert.deepEqual(found(screen, text), [], text);
  }
  assert.deepEqual(found(screen, '拨打10086咨询'), ['10086=10086']);
});

test('a word is found by its sound only where the list says so', () => {
  const text = '加我薇信聊';
  assert.deepEqual(found(new Screen([word('微信')]), text), []);
  assert.deepEqual(found(new Screen([word('微信', { sound: true })]), text), ['微信=薇信']);
});

const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code));
const hanWord = fc.array(han, { minLength: 2, maxLength: 6 }).map((chars) => chars.join(''));
const sign = fc.constantFrom(' ', '　', '*', '·', '-', '_', '，', '、', '\u200b', '~', '❤', '|', '（', '/');

test('signs set anywhere into a word never hide it, and the place is the written one', () => {
  fc.assert(
    fc.property(
      hanWord,
      fc.array(sign, { minLength: 12, maxLength: 12 }),
      fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      (plain, signs, put) => {
        const written = [...plain]
          .map((char, at) => (at > 0 && put[at] ? `${signs[at]}${char}` : char))
          .join('');
        const text = `开头 ${written} 结尾`;
        const { hits } = new Screen([word(plain)]).screen([{ field: 'text', text }]);
        assert.ok(hits.some((hit) => text.slice(hit.from, hit.to) === written));
      },
    ),
  );
});

test('every hit is the word as it was written; nothing is found across two sentences', () => {
  fc.assert(
    fc.property(
      fc.array(hanWord, { minLength: 1, maxLength: 20 }),
      fc.array(hanWord, { maxLength: 8 }),
      (words, parts) => {
        const screen = new Screen(words.map((each) => word(each)));
        const text = parts.join('。');
        for (const hit of screen.screen([{ field: 'text', text }]).hits) {
          assert.equal(formOfWord(text.slice(hit.from, hit.to)), formOfWord(hit.word));
        }
        const [first = ''] = words;
        const [a, b] = [`长句${first.slice(0, 1)}`, `${first.slice(1)}长句`];
        const across = new Screen([word(first)]).screen([{ field: 'text', text: `${a}。${b}` }]);
        assert.ok(across.hits.every((hit) => hit.to <= a.length || hit.from > a.length));
      },
    ),
  );
});

test('the work grows with the length of the text alone', () => {
  // Words that share every beginning and end are the worst there is.
  const words = Array.from({ length: 30 }, (_, at) => word('啊'.repeat(at + 1)));
  const screen = new Screen([...words, word(`${'啊'.repeat(30)}哦`)]);
  const looks = (length: number): number => {
    const text = `${'啊'.repeat(length / 2)}${'啊哦'.repeat(length / 4)}`;
    const { get } = Map.prototype;
    let calls = 0;
    Map.prototype.get = function counted(key) {
      calls += 1;
      return get.call(this, key);
    };
    screen.screen([{ field: 'text', text }]);
    Map.prototype.get = get;
    return calls;
  };
  assert.ok(looks(100_000) / looks(10_000) < 11);
});

test('a list is read as it was written', () => {
  const { words, refused } = readSheet('# 词库\n刷单\n赌场,block,sound,上级要求\n\n***\n错,delete\n', 'hold');
  assert.deepEqual(
    refused.map((each) => each.line),
    [5, 6],
  );
  assert.deepEqual(
    words.map((each) => [each.word, each.action, each.sound]),
    [
      ['刷单', 'hold', false],
      ['赌场', 'block', true],
    ],
  );
  assert.deepEqual(readSheet(writeSheet(words), 'note').words, words);
});
