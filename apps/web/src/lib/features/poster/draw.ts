import type { PosterKind, PosterShape } from './kinds.ts';
export function drawPoster({
  kind,
  seed,
  shape,
}: {
  kind: PosterKind;
  seed: string;
  shape: PosterShape;
}): string {
  const hue = [...(kind + seed)].reduce((n, c) => (n * 31 + c.charCodeAt(0)) % 360, 7);
  const width = shape === 'wide' ? 640 : 360;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 360"><rect width="100%" height="100%" fill="hsl(${hue} 50% 40%)"/></svg>`;
}
