import { n } from './geometry.ts';
import type { PosterShape } from './kinds.ts';
import type { Palette } from './palettes.ts';

/** Where a shape that is drawn around the origin goes. */
export interface Place {
  x: number;
  y: number;
  scale?: number;
  /** Degrees, clockwise. */
  turn?: number;
  /** Mirrored left to right. */
  mirror?: boolean;
}

function transform(place: Place | undefined, drop = 0): string {
  if (!place) return drop ? ` transform="translate(0 ${drop})"` : '';
  const { x, y, scale = 1, turn = 0, mirror = false } = place;
  const rotate = turn ? ` rotate(${n(turn)})` : '';
  const size = scale !== 1 || mirror ? ` scale(${mirror ? -scale : scale} ${scale})` : '';
  return ` transform="translate(${n(x)} ${n(y + drop)})${rotate}${size}"`;
}

/** Repeatable choices: the same seed gives the same sequence for ever. */
export function randomOf(seed: string): () => number {
  let state = 2166136261;
  for (let index = 0; index < seed.length; index++) {
    state = Math.imul(state ^ seed.charCodeAt(index), 16777619);
  }
  // Seeds often differ in their last letter only; without this their first choices would be alike.
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * The sheet a composition is cut into: 360 high, 640 or 360 wide, layers from back to front.
 * `paper` lays a layer that casts a hard little shadow, as stacked coloured paper does; `cut` has none.
 */
export class Sheet {
  readonly width: number;
  readonly height = 360;
  readonly cx: number;
  readonly cy = 180;
  readonly p: Palette;
  readonly random: () => number;
  readonly #parts: string[] = [];

  constructor(shape: PosterShape, palette: Palette, seed: string) {
    this.width = shape === 'wide' ? 640 : 360;
    this.cx = this.width / 2;
    this.p = palette;
    this.random = randomOf(seed);
  }

  get wide(): boolean {
    return this.width > this.height;
  }

  /** One of `choices`, by the seed. */
  pick<T>(...choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.random() * choices.length)] as T;
  }

  paper(d: string, fill: string, { drop = 4, place }: { drop?: number; place?: Place } = {}): this {
    const shadow = transform(place, drop);
    this.#parts.push(
      `<path d="${d}" fill-rule="evenodd" fill="#1c0d06" fill-opacity=".2"${shadow}/><path d="${d}" fill-rule="evenodd" fill="${fill}"${transform(place)}/>`,
    );
    return this;
  }

  cut(d: string, fill: string, { opacity = 1, place }: { opacity?: number; place?: Place } = {}): this {
    this.#parts.push(
      `<path d="${d}" fill-rule="evenodd" fill="${fill}"${opacity < 1 ? ` fill-opacity="${opacity}"` : ''}${transform(place)}/>`,
    );
    return this;
  }

  line(
    d: string,
    stroke: string,
    { width = 2, opacity = 1, place }: { width?: number; opacity?: number; place?: Place } = {},
  ): this {
    this.#parts.push(
      `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` stroke-opacity="${opacity}"` : ''}${transform(place)}/>`,
    );
    return this;
  }

  toString(): string {
    return this.#parts.join('');
  }
}
