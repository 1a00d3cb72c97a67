import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replaceAll('"', "'");

/** The custom properties of the first block whose selector is exactly `selector`. */
function tokens(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`);
  assert.notEqual(start, -1, `tokens.css has a block ${selector}`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const light = tokens('  :root');
const dark = new Map([...light, ...tokens(":root[data-scheme='dark']")]);

test('the dark theme is the same whether the system asks for it or the reader chose it', () => {
  const system = tokens(":root:not([data-scheme='light'])");
  assert.deepEqual([...system], [...tokens(":root[data-scheme='dark']")]);
});

/** Text on its background (AA: 4.5), and edges and marks that carry meaning (3). */
const pairs: [front: string, back: string, least: number][] = [
  ...['--ink', '--ink-2', '--ink-3', '--cinnabar-text', '--wheat-text', '--jade-text'].flatMap((front) =>
    ['--paper', '--surface', '--sunken'].map((back): [string, string, number] => [front, back, 4.5]),
  ),
  ['--cinnabar-text', '--cinnabar-tint', 4.5],
  ['--wheat-text', '--wheat-tint', 4.5],
  ['--jade-text', '--jade-tint', 4.5],
  ['--ink', '--wheat-tint', 4.5],
  ['--on-fill', '--cinnabar', 4.5],
  ['--on-fill', '--cinnabar-strong', 4.5],
  ['--on-fill', '--jade', 4.5],
  ['--paper', '--ink', 4.5],
  ['--line-strong', '--surface', 3],
  ['--line-strong', '--paper', 3],
  ['--focus', '--paper', 3],
  ['--focus', '--surface', 3],
  ['--wheat', '--surface', 3],
];

for (const [theme, values] of [
  ['light', light],
  ['dark', dark],
] as const) {
  test(`every pair of colours is legible in the ${theme} theme`, () => {
    const failures = pairs
      .map(([front, back, least]) => ({
        front,
        back,
        least,
        ratio: contrast(values.get(front), values.get(back)),
      }))
      .filter(({ ratio, least }) => ratio < least);
    assert.deepEqual(failures, []);
  });
}

function contrast(first: string | undefined, second: string | undefined): number {
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string | undefined): number {
  const hex = /^#([0-9a-f]{6})$/.exec(colour ?? '')?.[1];
  assert.ok(hex, `${colour} is a #rrggbb colour`);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
