import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOf } from './words.ts';

test('lines of a title end between its words; marks stay with what they belong to', () => {
  for (const words of [
    ['哈尔滨', '工人', '文化', '宫'],
    ['夜间', '驿站：', '热', '粥', '和', '一张', '长椅'],
    ['瑜伽', '（零', '基础）'],
    ['《热河》', '主题'],
    ['Workers’ ', 'Palace'],
    [],
  ])
    assert.deepEqual(wordsOf(words.join('')), words);
});
