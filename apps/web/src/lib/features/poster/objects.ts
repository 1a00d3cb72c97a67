import { at, n, type Point, rect } from './geometry.ts';

/** A sweeping palace roof, `width` from eave to eave, its ridge at `y`. */
export function roof(cx: number, y: number, width: number, height: number): string {
  const x = (share: number) => n(cx + share * width);
  const h = (share: number) => n(y + share * height);
  return `M${x(-0.5)} ${h(0.5)}C${x(-0.34)} ${h(0.62)} ${x(-0.2)} ${h(0.42)} ${x(-0.15)} ${h(0)}H${x(0.15)}C${x(0.2)} ${h(0.42)} ${x(0.34)} ${h(0.62)} ${x(0.5)} ${h(0.5)}C${x(0.48)} ${h(0.82)} ${x(0.42)} ${h(1)} ${x(0.37)} ${h(1)}H${x(-0.37)}C${x(-0.42)} ${h(1)} ${x(-0.48)} ${h(0.82)} ${x(-0.5)} ${h(0.5)}z`;
}

/** Tile lines of `roof`, to cut out of it. */
export function roofTiles(cx: number, y: number, width: number, height: number, count: number): string {
  let d = '';
  for (let line = 1; line < count; line++) {
    const share = line / count - 0.5;
    const edge = Math.abs(share) * 2;
    const bottom = 0.9 - (1 - edge) * 0.06;
    d += `M${n(cx + share * width * 0.27)} ${n(y + height * 0.08)}Q${n(cx + share * width * 0.34)} ${n(y + height * 0.55)} ${n(cx + share * width * 0.72)} ${n(y + height * bottom)}`;
  }
  return d;
}

/** An auspicious cloud (祥云): a flat foot, three heads; `curls` are the spirals to cut into it. */
export function cloud(x: number, y: number, s: number): { body: string; curls: string } {
  const body = `M${n(x - 1.9 * s)} ${n(y)}a${n(0.5 * s)} ${n(0.5 * s)} 0 0 1 0 ${n(-s)}h${n(0.25 * s)}a${n(0.75 * s)} ${n(0.75 * s)} 0 0 1 ${n(1.1 * s)} ${n(-0.62 * s)}a${n(0.95 * s)} ${n(0.95 * s)} 0 0 1 ${n(1.6 * s)} ${n(0.42 * s)}a${n(0.62 * s)} ${n(0.62 * s)} 0 0 1 ${n(0.75 * s)} ${n(0.2 * s)}a${n(0.5 * s)} ${n(0.5 * s)} 0 0 1 ${n(0.1 * s)} ${n(s)}z`;
  const spiral = (cx: number, cy: number, r: number) =>
    `M${n(cx - r)} ${n(cy)}a${n(r)} ${n(r)} 0 0 1 ${n(2 * r)} 0a${n(r * 0.72)} ${n(r * 0.72)} 0 0 1 ${n(-1.44 * r)} 0a${n(r * 0.44)} ${n(r * 0.44)} 0 0 1 ${n(0.88 * r)} 0`;
  return {
    body,
    curls: `${spiral(x - 0.72 * s, y - 0.72 * s, 0.42 * s)}${spiral(x + 0.5 * s, y - 0.82 * s, 0.56 * s)}${spiral(x - 1.62 * s, y - 0.42 * s, 0.26 * s)}${spiral(x + 1.5 * s, y - 0.44 * s, 0.3 * s)}`,
  };
}

/** Rolling ground from edge to edge, filled down to `bottom`. */
export function hills(
  width: number,
  bottom: number,
  y: number,
  swing: number,
  waves: number,
  phase: number,
): string {
  const steps = Math.max(4, Math.round(waves * 4));
  const height = (x: number) =>
    y +
    swing * Math.sin(phase + (x / width) * waves * 2 * Math.PI) +
    swing * 0.4 * Math.sin(phase * 2 + (x / width) * waves * 5);
  let d = `M0 ${n(bottom)}L0 ${n(height(0))}`;
  for (let step = 0; step < steps; step++) {
    const x0 = (width * step) / steps;
    const x1 = (width * (step + 1)) / steps;
    const third = (x1 - x0) / 3;
    const slope = (x: number) => (height(x + 1) - height(x - 1)) / 2;
    d += `C${n(x0 + third)} ${n(height(x0) + slope(x0) * third)} ${n(x1 - third)} ${n(height(x1) - slope(x1) * third)} ${n(x1)} ${n(height(x1))}`;
  }
  return `${d}V${n(bottom)}z`;
}

/** Rows of overlapping wave scales (海水纹), as strokes. */
export function waves(width: number, y: number, r: number, rows: number): string {
  let d = '';
  for (let row = 0; row < rows; row++) {
    for (let x = row % 2 ? 0 : -r; x < width + r; x += 2 * r) {
      for (const share of [1, 0.66, 0.33]) {
        const small = r * share;
        d += `M${n(x + r - small)} ${n(y + row * r * 0.5)}a${n(small)} ${n(small)} 0 0 1 ${n(2 * small)} 0`;
      }
    }
  }
  return d;
}

/** A lantern hanging at (x, y) from its string. */
export function lantern(
  x: number,
  y: number,
  r: number,
): { body: string; ribs: string; caps: string; tassel: string } {
  const h = r * 0.82;
  return {
    body: `M${n(x - r * 0.45)} ${n(y - h)}C${n(x - r * 1.25)} ${n(y - h * 0.7)} ${n(x - r * 1.25)} ${n(y + h * 0.7)} ${n(x - r * 0.45)} ${n(y + h)}H${n(x + r * 0.45)}C${n(x + r * 1.25)} ${n(y + h * 0.7)} ${n(x + r * 1.25)} ${n(y - h * 0.7)} ${n(x + r * 0.45)} ${n(y - h)}z`,
    ribs: `M${n(x - r * 0.22)} ${n(y - h)}C${n(x - r * 0.62)} ${n(y - h * 0.5)} ${n(x - r * 0.62)} ${n(y + h * 0.5)} ${n(x - r * 0.22)} ${n(y + h)}M${n(x + r * 0.22)} ${n(y - h)}C${n(x + r * 0.62)} ${n(y - h * 0.5)} ${n(x + r * 0.62)} ${n(y + h * 0.5)} ${n(x + r * 0.22)} ${n(y + h)}M${n(x)} ${n(y - h)}V${n(y + h)}`,
    caps: rect(x - r * 0.5, y - h - r * 0.16, r, r * 0.2) + rect(x - r * 0.5, y + h - r * 0.04, r, r * 0.2),
    tassel: `M${n(x)} ${n(y + h + r * 0.1)}v${n(r * 0.3)}M${n(x - r * 0.18)} ${n(y + h + r * 1.1)}L${n(x - r * 0.1)} ${n(y + h + r * 0.4)}H${n(x + r * 0.1)}L${n(x + r * 0.18)} ${n(y + h + r * 1.1)}`,
  };
}

/** An open book seen from the front, spine at (cx, y). */
export function book(cx: number, y: number, width: number, height: number): string {
  const w = width / 2;
  return `M${n(cx)} ${n(y)}C${n(cx - w * 0.3)} ${n(y - height * 0.3)} ${n(cx - w * 0.7)} ${n(y - height * 0.3)} ${n(cx - w)} ${n(y - height * 0.16)}V${n(y + height * 0.84)}C${n(cx - w * 0.7)} ${n(y + height * 0.7)} ${n(cx - w * 0.3)} ${n(y + height * 0.7)} ${n(cx)} ${n(y + height)}C${n(cx + w * 0.3)} ${n(y + height * 0.7)} ${n(cx + w * 0.7)} ${n(y + height * 0.7)} ${n(cx + w)} ${n(y + height * 0.84)}V${n(y - height * 0.16)}C${n(cx + w * 0.7)} ${n(y - height * 0.3)} ${n(cx + w * 0.3)} ${n(y - height * 0.3)} ${n(cx)} ${n(y)}z`;
}

/** A silk ribbon of constant width along a sine from x0 to x1. */
export function ribbon(
  x0: number,
  x1: number,
  y: number,
  swing: number,
  waves: number,
  width: number,
  phase = 0,
): string {
  const steps = Math.ceil(waves * 6);
  const points: Point[] = [];
  for (let step = 0; step <= steps; step++) {
    const share = step / steps;
    points.push([x0 + (x1 - x0) * share, y + swing * Math.sin(phase + share * waves * 2 * Math.PI)]);
  }
  const smooth = (list: Point[]) =>
    list
      .slice(1)
      .map((point, index) => {
        const before = list[index] as Point;
        const mid = (point[0] - before[0]) / 2;
        return `C${at([before[0] + mid, before[1]])} ${at([point[0] - mid, point[1]])} ${at(point)}`;
      })
      .join('');
  const back = points.map(([x, py]): Point => [x, py + width]).reverse();
  return `M${at(points[0] as Point)}${smooth(points)}L${at(back[0] as Point)}${smooth(back)}z`;
}
