import assert from 'node:assert/strict';
import { encode } from 'uqr';

const [width, height] = [640, 480];

/** How a phone is held before the camera: size of a module and shift in pixels, turned by so many degrees. */
interface Pose {
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
  readonly turned: number;
}
const poses: readonly Pose[] = [
  { scale: 6, dx: 0, dy: 0, turned: 0 },
  { scale: 5, dx: 14, dy: -9, turned: -7 },
  { scale: 5.6, dx: -18, dy: 6, turned: 4 },
  { scale: 5.2, dx: 4, dy: 10, turned: 9 },
];

/**
 * A film for Chromium's camera (Y4M), repeated for ever: the QR code of `text` as a hand holds a phone to a camera, near
 * and far, turned, a little out of focus, in uneven light and with noise. Always the same for the same text.
 */
export function filmOf(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  // Turned by nine degrees a square needs 1.15 of its side.
  const fitting = Math.min(1, (height - 8) / (size * 6.2));
  assert.ok(fitting * 5 > 2.5, `a code of ${size} modules is too large for the film`);
  const noise = noiseOf(7);
  const frames = poses.map((pose) => pictureOf(data, { ...pose, scale: pose.scale * fitting }, noise));
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const colourless = Buffer.alloc((width * height) / 2, 128);
  return Buffer.concat([head, ...frames.flatMap((light) => [Buffer.from('FRAME\n'), light, colourless])]);
}

/** The brightness of a picture: a white screen on a grey table, lit from the left. */
function pictureOf(data: boolean[][], pose: Pose, noise: () => number): Buffer {
  const size = data.length;
  const [cos, sin] = [Math.cos, Math.sin].map((of) => of((pose.turned * Math.PI) / 180)) as [number, number];
  /** Brightness of the code at a point of the picture. */
  const at = (x: number, y: number): number => {
    const [px, py] = [x - width / 2 - pose.dx, y - height / 2 - pose.dy];
    const column = Math.floor((px * cos + py * sin) / pose.scale + size / 2);
    const row = Math.floor((py * cos - px * sin) / pose.scale + size / 2);
    const module = data[row]?.[column];
    return module === undefined ? 110 : module ? 38 : 222;
  };
  const light = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const blurred =
        (at(x - 0.9, y - 0.6) + at(x + 0.9, y - 0.6) + at(x - 0.4, y + 1) + at(x + 0.6, y + 1)) / 4;
      const lit = blurred * (1 - (0.3 * x) / width) + 24 * (noise() - 0.5);
      light[y * width + x] = Math.min(255, Math.max(0, lit));
    }
  }
  return light;
}

/** Numbers from 0 to 1 that look random and are the same in every run. */
function noiseOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
