import { linesOf, pathOf } from '../../../kernel/lettering/lettering.ts';

/** What the picture of an entry says. */
export interface Shared {
  readonly title: string;
  readonly entrantName: string;
  readonly number: number;
  readonly unionName: string | null;
  readonly contestTitle: string;
  readonly palaceName: string;
  /** JPEG; null: the frame’s place stays empty, for whoever has something to put there. */
  readonly frame: Buffer | null;
}

/** Size in pixels, and where the words begin and end. */
const SIZE = { width: 1200, height: 675 };
const HALF = 600;
const LEFT = 648;
const WIDTH = 500;
const COLOURS = { cinnabar: '#a81f23', wheat: '#b8862d', ink: '#1f1b16', soft: '#6b6257', paper: '#fffdf8' };

interface Words {
  readonly text: string;
  readonly size: number;
  readonly most: number;
  readonly colour: string;
  /** Below what stands above. */
  readonly gap: number;
}

/** An entry as SVG to go beside a link that is shared: a frame on the left, the words on the right, drawn as paths. */
export function drawShare(shared: Shared): string {
  const nominated = shared.unionName === null ? [] : [`${shared.unionName} 推荐`];
  const words: Words[] = [
    { text: shared.contestTitle, size: 32, most: 2, colour: COLOURS.cinnabar, gap: 0 },
    { text: shared.title, size: 58, most: 3, colour: COLOURS.ink, gap: 34 },
    { text: shared.entrantName, size: 34, most: 2, colour: COLOURS.ink, gap: 26 },
    ...nominated.map((text) => ({ text, size: 26, most: 2, colour: COLOURS.soft, gap: 16 })),
  ];
  let y = 72;
  const drawn = words.map(({ text, size, most, colour, gap }) => {
    y += gap;
    const lines = linesOf(text, size, { width: WIDTH, most }).map((line) => {
      y += size * 1.3;
      return pathOf(line, { x: LEFT, y, size });
    });
    return `<path fill="${colour}" d="${lines.join('')}"/>`;
  });
  const foot = linesOf(`${shared.number} 号作品 · ${shared.palaceName}`, 28, { width: WIDTH, most: 1 });
  const { width, height } = SIZE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    shared.frame === null
      ? ''
      : `<image width="${HALF}" height="${height}" preserveAspectRatio="xMidYMid slice" href="data:image/jpeg;base64,${shared.frame.toString('base64')}"/>`,
    `<path fill="${COLOURS.paper}" d="M${HALF} 0H${width}V${height}H${HALF}z"/>`,
    `<path fill="${COLOURS.cinnabar}" d="M${HALF} 0h10v${height}h-10z"/>`,
    ...drawn,
    `<path stroke="${COLOURS.wheat}" stroke-width="2" d="M${LEFT} 578h${WIDTH}"/>`,
    `<path fill="${COLOURS.soft}" d="${foot.map((text) => pathOf(text, { x: LEFT, y: 622, size: 28 })).join('')}"/>`,
    '</svg>',
  ].join('');
}
