/** What a picture is made into before it is uploaded. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Bits a second. */
  readonly bitrate: number;
}

/** Lines of the shorter side, and bits a second for a picture of 1280 × 720. */
const USUAL = { lines: 720, bitrate: 2_200_000 };
const SLOW = { lines: 480, bitrate: 1_600_000 };
const LEAST_BITRATE = 300_000;

/**
 * The picture to encode: never larger and never heavier than it was; smaller still for a slow network.
 * Sides are even, as encoders want them.
 */
export function smaller(source: Picture, slow: boolean): Picture {
  const { lines, bitrate } = slow ? SLOW : USUAL;
  const scale = Math.min(1, lines / Math.min(source.width, source.height));
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2);
  const [width, height] = [even(source.width), even(source.height)];
  const fitting = (bitrate * width * height) / (1280 * 720);
  return {
    width,
    height,
    bitrate: Math.round(Math.min(source.bitrate, Math.max(LEAST_BITRATE, fitting))),
  };
}
