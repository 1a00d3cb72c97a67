import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { fieldWords } from './field-words.ts';
import { ruleWords } from './rule-words.ts';

/** What the first issue of parsing `value` is called. */
function wordsFor(schema: z.ZodType, value: unknown, locale: 'zh' | 'en' = 'zh'): string {
  const { error } = schema.safeParse(value);
  const issue = error?.issues[0];
  assert.ok(issue, 'the value is refused');
  const { code, message, ...params } = issue;
  return fieldWords({ keyword: code, message, params }, locale);
}

test('what is wrong with a field is said in the caller’s language, without programmers’ words', () => {
  assert.equal(wordsFor(z.string().min(1), ''), '请填写');
  assert.equal(wordsFor(z.string().min(11), '123'), '至少 11 个字符');
  assert.equal(wordsFor(z.string().max(2), 'abc', 'en'), 'At most 2 characters');
  assert.equal(wordsFor(z.int().min(3), 1), '不能小于 3');
  assert.equal(wordsFor(z.string().regex(/^a/), 'b'), '格式不正确');
  assert.equal(wordsFor(z.enum(['a']), 'b', 'en'), 'Choose one of those offered');
  assert.equal(wordsFor(z.string(), undefined), '请检查此项');
});

test('a rule over several fields is said in the caller’s language as well', () => {
  const schema = z.string().refine(() => false, { message: 'closes before it opens' });
  assert.equal(wordsFor(schema, 'x'), '关门时间要晚于开门时间');
  assert.equal(wordsFor(schema, 'x', 'en'), 'The closing time must be after the opening time');
});

test('every rule of the contract has its sentences', () => {
  const folder = new URL('../../../../../packages/contract/src/', import.meta.url);
  const messages = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(/(?:message:\s*|fault\(\[.*\], )'([^']+)'/g),
    ])
    .map(([, message = '']) => message);
  assert.ok(messages.length > 20, 'the rules are found');
  assert.deepEqual(
    messages.filter((message) => ruleWords(message) === null),
    [],
  );
});
