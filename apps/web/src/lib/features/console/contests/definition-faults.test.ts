import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultsOf } from './definition-faults.ts';
import { definitionMessages } from './definition-messages.ts';
import { newDefinition } from './draft-definition.ts';

const told = (lang: 'zh' | 'en', ...paths: string[]) =>
  faultsOf(
    {
      code: 'invalid-request',
      title: '',
      detail: '',
      fields: paths.map((path) => ({ path, message: `about ${path}` })),
    },
    newDefinition(0),
    { words: definitionMessages[lang], b: (zh, en) => (lang === 'en' && en ? en : zh) },
  );

test('each fault names its round, category or question in the words of the form, from top to bottom', () => {
  const faults = told(
    'zh',
    'definition.prizes.0.to',
    'definition.rounds.1.judging.criteria.0.weight',
    'definition.rounds.1.judging.criteria',
    'definition.rounds.0.voteShare',
    'definition.entriesCloseAt',
    'definition.categories.0.name',
    'definition.fields.3.choices',
    'definition.title',
  );
  assert.deepEqual(
    faults.map((fault) => fault.place),
    [
      '赛事名称',
      '第 1 个组别“歌唱” › 名称',
      '报名截止',
      '第 4 个问题 › 选项',
      '第 1 轮“海选” › 投票占比',
      '第 2 轮“决赛” › 第 1 条评分标准“技艺” › 权重',
      '第 2 轮“决赛” › 评分标准',
      '第 1 个奖项“一等奖” › 到第几名',
    ],
  );
  assert.equal(faults[0]?.path, 'title');
  assert.equal(told('en', 'rounds.1.endsAt')[0]?.place, 'Round 2 “Final” › Ends');
});

test('a field that breaks several rules is named once', () => {
  assert.equal(told('zh', 'rounds.0.endsAt', 'rounds.0.endsAt').length, 1);
});

test('every field of a definition has its words', () => {
  const { rounds, categories, prizes, ...rest } = newDefinition(0);
  const [, final] = rounds;
  const paths = [
    ...Object.keys(rest).filter((key) => !key.endsWith('Members')),
    ...Object.keys(categories[0] ?? {}).map((key) => `categories.0.${key}`),
    ...Object.keys(prizes[0] ?? {}).map((key) => `prizes.0.${key}`),
    ...Object.keys(final ?? {}).map((key) => `rounds.1.${key}`),
    ...['label', 'labelEn', 'type', 'choices'].map((key) => `fields.0.${key}`),
  ].filter((path) => !path.endsWith('.key'));
  for (const lang of ['zh', 'en'] as const)
    for (const fault of told(lang, ...paths)) {
      const last = fault.place.split(' › ').at(-1) ?? '';
      assert.ok(fault.path.includes('.') ? fault.place.includes(' › ') : last !== '', fault.path);
    }
});
