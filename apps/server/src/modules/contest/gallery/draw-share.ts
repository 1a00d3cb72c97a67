import { encode } from 'uqr';
import { linesOf, pathOf, widthOf } from '../../../kernel/lettering/lettering.ts';
import { drawFrame, type Frame, HEIGHT, panelWidth, WIDTH } from './share-frame.ts';

/** What the picture of an entry says. */
export interface Shared {
  readonly title: string;
  readonly entrantName: string;
  readonly number: number;
  readonly unionName: string | null;
  readonly ai: 'none' | 'assisted' | 'generated' | null;
  readonly contestTitle: string;
  readonly contestTitleEn: string;
  readonly palaceName: string;
  /** Where the QR code leads. */
  readonly address: string;
  /** Null: the frame’s place, the left half, stays empty for whoever has something to put there. */
  readonly frame: Frame | null;
}

const BAR = 10;
const TOP = 48;
const RIGHT = WIDTH - 48;
/** Words end above, the code and what stands beside it begin below. */
const RULE = 424;
const BOTTOM = HEIGHT - 40;
const COLOURS = { cinnabar: '#a81f23', wheat: '#b8862d', ink: '#1f1b16', soft: '#6b6257', paper: '#fffdf8' };
/** What is said upon the frame of what a machine made. */
const LABELS = {
  assisted: '含 AI 辅助制作内容 AI-assisted',
  generated: 'AI 生成内容 AI-generated',
};

interface Words {
  readonly text: string;
  readonly size: number;
  readonly most: number;
  readonly colour: string;
  /** Below what stands above. */
  readonly gap: number;
}

/**
 * An entry as SVG to go beside a link that is shared: the whole frame on the left, the words and a QR code to its page on
 * the right. Letters are paths.
 */
export function drawShare(shared: Shared): string {
  const panel = panelWidth(shared.frame);
  const left = panel + BAR + 38;
  const code = drawCode(shared.address);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">`,
    shared.frame === null ? '' : drawFrame(shared.frame),
    shared.frame === null ? '' : drawLabel(shared.ai),
    `<path fill="${COLOURS.paper}" d="M${panel} 0H${WIDTH}V${HEIGHT}H${panel}z"/>`,
    `<path fill="${COLOURS.cinnabar}" d="M${panel} 0h${BAR}v${HEIGHT}h-${BAR}z"/>`,
    ...stacked(wordsOf(shared, RIGHT - left), { x: left, y: TOP, width: RIGHT - left }),
    `<path stroke="${COLOURS.wheat}" stroke-width="2" d="M${left} ${RULE}H${RIGHT}"/>`,
    ...stacked(footOf(shared), { x: left, y: RULE + 22, width: RIGHT - left - code.side - 24 }),
    `<g transform="translate(${RIGHT - code.side} ${BOTTOM - code.side})">${code.svg}</g>`,
    '</svg>',
  ].join('');
}

function wordsOf(shared: Shared, width: number): Words[] {
  const under = (text: string, size: number, gap: number): Words[] =>
    text === '' ? [] : [{ text, size, most: 1, colour: COLOURS.soft, gap }];
  return [
    { text: shared.contestTitle, size: 30, most: 2, colour: COLOURS.cinnabar, gap: 0 },
    // The font's ’ is as wide as a Chinese character.
    ...under(shared.contestTitleEn.replaceAll('’', "'"), 20, 2),
    { text: shared.title, size: titleSize(shared.title, width), most: 3, colour: COLOURS.ink, gap: 16 },
    { text: shared.entrantName, size: 32, most: 1, colour: COLOURS.ink, gap: 12 },
    ...under(shared.unionName === null ? '' : `${shared.unionName} 推荐`, 23, 8),
  ];
}

/** Sizes of a title with the lines it may have in them; the last is cut after three. */
const TITLES = [
  { size: 84, lines: 1 },
  { size: 60, lines: 2 },
  { size: 52, lines: 2 },
];

const titleSize = (title: string, width: number): number =>
  TITLES.find(({ size, lines }) => linesOf(title, size, { width, most: 3 }).length <= lines)?.size ?? 42;

const footOf = (shared: Shared): Words[] => [
  { text: '扫码看作品', size: 28, most: 1, colour: COLOURS.cinnabar, gap: 0 },
  { text: 'Scan to see the entry', size: 18, most: 1, colour: COLOURS.soft, gap: 0 },
  { text: `${shared.number} 号作品 No. ${shared.number}`, size: 23, most: 1, colour: COLOURS.ink, gap: 20 },
  { text: shared.palaceName, size: 23, most: 2, colour: COLOURS.ink, gap: 4 },
];

/** Words below each other from `y`, as paths. */
function stacked(
  words: readonly Words[],
  { x, y, width }: { x: number; y: number; width: number },
): string[] {
  let base = y;
  return words.map(({ text, size, most, colour, gap }) => {
    base += gap;
    const lines = linesOf(text, size, { width, most }).map((line) => {
      base += size * 1.26;
      return pathOf(line, { x, y: base - size * 0.26, size });
    });
    return `<path fill="${colour}" d="${lines.join('')}"/>`;
  });
}

function drawLabel(ai: Shared['ai']): string {
  if (ai !== 'assisted' && ai !== 'generated') return '';
  const size = 20;
  const width = Math.ceil(widthOf(LABELS[ai], size)) + 24;
  return [
    `<rect x="16" y="16" width="${width}" height="38" rx="8" fill="#000" fill-opacity=".66"/>`,
    `<path fill="#fff" d="${pathOf(LABELS[ai], { x: 28, y: 42, size })}"/>`,
  ].join('');
}

/** A QR code of some 200 px; its squares are whole pixels, so that it stays sharp, and its quiet zone is white. */
function drawCode(address: string): { readonly svg: string; readonly side: number } {
  const { data } = encode(address, { border: 4, ecc: 'L' });
  const cell = Math.max(3, Math.floor(212 / data.length));
  const side = data.length * cell;
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x * cell} ${y * cell}h${cell}v${cell}h-${cell}z`] : [])),
  );
  const svg = `<path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${squares.join('')}"/>`;
  return { svg, side };
}
