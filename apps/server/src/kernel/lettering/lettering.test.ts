import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawable, fitted, isDrawable, linesOf, pathOf, widthOf } from './lettering.ts';

test('Chinese and Latin are drawn; what the font lacks is marked, emoji are left out', () => {
  assert.ok(isDrawable('职工才艺大赛《早班车》Gold 2026 — 一等奖'));
  assert.equal(drawable('䶮女士🎉'), '〓女士');
  const path = pathOf('早A', { x: 10, y: 50, size: 40 });
  assert.match(path, /^M[\d.-]/);
  assert.notEqual(path, pathOf('早B', { x: 10, y: 50, size: 40 }));
});

test('a line is cut, and a text broken, to a width', () => {
  const text = '在车间里唱响我们的歌 for everybody who works at night';
  assert.equal(Math.round(widthOf('四个汉字', 20)), 80);
  assert.ok(widthOf(fitted(text, 20, 200), 20) <= 200);
  assert.match(fitted(text, 20, 200), /…$/);
  assert.equal(fitted('短', 20, 200), '短');
  const lines = linesOf(text, 20, { width: 200, most: 10 });
  assert.equal(lines.join(' ').replaceAll(' ', ''), text.replaceAll(' ', ''));
  assert.ok(lines.every((line) => widthOf(line, 20) <= 200));
  assert.deepEqual(lines.slice(-2).join(' ').includes('every body'), false);
  const few = linesOf(text, 20, { width: 200, most: 2 });
  assert.equal(few.length, 2);
  assert.match(few[1] ?? '', /…$/);
});

test('a word wider than its line is broken, and marks stay with what they belong to', () => {
  const broken = linesOf(`${'Aufzug'.repeat(12)} und mehr`, 20, { width: 200, most: 20 });
  assert.ok(broken.every((line) => widthOf(line, 20) <= 200));
  assert.equal(broken.join('').replaceAll(' ', ''), `${'Aufzug'.repeat(12)}undmehr`);
  const said = '天下班之后，我们在食堂唱《晚饭时间》、《早班车》。大家都来！';
  for (const width of [60, 80, 100, 120, 140]) {
    const lines = linesOf(said, 20, { width, most: 40 });
    assert.equal(lines.join(''), said);
    assert.ok(
      lines.every((line) => !/^[，。、！》]|《$/u.test(line)),
      lines.join(' | '),
    );
  }
});
