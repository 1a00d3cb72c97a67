import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bandTokens, documentTokens, lexemesOf, readSearch, type Searchable } from './search.rules.ts';

const TODAY = '2026-11-23';
const dance: Searchable = {
  title: '周五广场舞入门',
  titleEn: 'Square dance for beginners',
  summary: '跟着节拍跳起来',
  summaryEn: '',
  story: '每人带一瓶水，鞋底不要太滑。',
  kind: 'course',
  free: true,
  organiser: '测试工人文化宫',
  brand: '舞动人生',
  palace: '南通市工人文化宫',
  city: '南通市',
  district: '崇川区',
};

/** All words of an activity. */
const tokensOf = (activity: Searchable): string[] => {
  const { title, rest } = documentTokens(activity);
  return [...title, ...rest];
};

/** What PostgreSQL does with these tokens and this query: every word equal, or with `:*` the beginning of a token. */
function finds(text: string, tokens: readonly string[]): boolean {
  const { tsquery } = readSearch(text, TODAY);
  if (tsquery === null) return true;
  return tsquery.split(' & ').every((term) => {
    const word = term.replace(/:\*$/, '').slice(1, -1).replaceAll("''", "'");
    return term.endsWith(':*') ? tokens.some((token) => token.startsWith(word)) : tokens.includes(word);
  });
}

test('an activity is found by words, place, kind, brand, English and pinyin', () => {
  const tokens = [...tokensOf(dance), ...bandTokens(['weekend'])];
  const found = [
    '广场舞',
    '广场舞 周末',
    '周末广场舞',
    '周六 广场舞',
    '舞',
    'gcw',
    'gcwrm',
    'guangchangwu',
    'guang chang wu',
    'GuangChang',
    '南通 免费',
    '崇川区课程',
    '南通市工人文化宫',
    '舞动人生',
    'square dance',
    'Square Dan',
    'free course weekend',
    '跟着节拍',
  ];
  for (const text of found) assert.ok(finds(text, tokens), text);
  for (const text of ['太极拳', '广场舞 午间', '上海 广场舞', 'tjq', 'film', '节假日']) {
    assert.ok(!finds(text, tokens), text);
  }
});

test('words for a day become the day', () => {
  const read = (text: string) => {
    const { tsquery, day } = readSearch(text, TODAY);
    return { tsquery, day };
  };
  assert.deepEqual(read('今天 讲座'), { tsquery: "'讲座'", day: '2026-11-23' });
  assert.deepEqual(read('明天'), { tsquery: null, day: '2026-11-24' });
  assert.deepEqual(read('今晚电影'), { tsquery: "'下班后' & '电影'", day: '2026-11-23' });
  assert.deepEqual(read('dance tomorrow'), { tsquery: "'dance':*", day: '2026-11-24' });
});

test('what the words name comes first; time bands and 免费 name nothing', () => {
  assert.equal(readSearch('广场舞 周末', TODAY).named, "'周末' & '^广场舞'");
  assert.equal(readSearch('gcw', TODAY).named, "'^gcw':*");
  assert.equal(readSearch('太极 书法', TODAY).named, "'太极' & '书法' & ('^太极' | '^书法')");
  assert.equal(readSearch('周末 免费', TODAY).named, null);
  assert.deepEqual(lexemesOf({ title: ['广场舞'], rest: ['周末'] }), ['广场舞', '^广场舞', '周末']);
});

test('a polyphone is read in its word', () => {
  const tokens = tokensOf({ ...dance, title: '音乐欣赏' });
  assert.ok(tokens.includes('yyxs'));
  assert.ok(tokens.includes('yinyuexinshang'));
});

test('an activity is found by the whole of its own title, whatever it holds', () => {
  const word = fc.constantFrom(
    '广场舞',
    '太极',
    '电影',
    '亲子',
    'AI',
    '2026',
    '免费',
    '周末',
    '《劳动者》',
    '!',
    '的',
    '·',
    'K歌',
  );
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), (words) => {
      const title = words.join('');
      assert.ok(finds(title, tokensOf({ ...dance, title })), title);
    }),
  );
});

test('whatever is typed gives a query whose words are quoted', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      const { tsquery } = readSearch(text, TODAY);
      if (tsquery === null) return;
      for (const term of tsquery.split(' & ')) assert.match(term, /^'(?:[^'\\]|''|\\\\)+'(?::\*)?$/u);
    }),
    { numRuns: 500 },
  );
});
