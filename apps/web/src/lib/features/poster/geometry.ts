/** Pure shapes of the paper-cut: every function returns SVG path data in the poster's own coordinates. */

export type Point = readonly [x: number, y: number];

/** One decimal is a tenth of a pixel on a card: enough, and half the bytes. */
export const n = (value: number): number => Math.round(value * 10) / 10;

const polar = (cx: number, cy: number, r: number, turn: number): Point => [
  cx + r * Math.cos(turn * 2 * Math.PI),
  cy + r * Math.sin(turn * 2 * Math.PI),
];

const at = ([x, y]: Point): string => `${n(x)} ${n(y)}`;

export function circle(cx: number, cy: number, r: number): string {
  return `M${n(cx - r)} ${n(cy)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0z`;
}

export function rect(x: number, y: number, width: number, height: number, radius = 0): string {
  const r = Math.min(radius, width / 2, height / 2);
  if (r === 0) return `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`;
  const corner = (dx: number, dy: number) => `a${n(r)} ${n(r)} 0 0 1 ${n(dx)} ${n(dy)}`;
  return `M${n(x + r)} ${n(y)}h${n(width - 2 * r)}${corner(r, r)}v${n(height - 2 * r)}${corner(-r, r)}h${n(2 * r - width)}${corner(-r, -r)}v${n(2 * r - height)}${corner(r, -r)}z`;
}

/** A cogwheel with a round hole (use with fill-rule evenodd). */
export function gear(cx: number, cy: number, r: number, teeth: number, hole: number): string {
  const points: Point[] = [];
  for (let tooth = 0; tooth < teeth; tooth++) {
    const turn = tooth / teeth;
    const step = 1 / teeth;
    points.push(
      polar(cx, cy, r * 0.84, turn - step * 0.28),
      polar(cx, cy, r, turn - step * 0.16),
      polar(cx, cy, r, turn + step * 0.16),
      polar(cx, cy, r * 0.84, turn + step * 0.28),
    );
  }
  return `M${points.map(at).join('L')}z${hole > 0 ? circle(cx, cy, hole) : ''}`;
}

/** A leaf or grain from `from`, `length` long in direction `turn` (0 = right, 0.25 = down), `width` wide. */
export function leaf([x, y]: Point, length: number, width: number, turn: number): string {
  const tip = polar(x, y, length, turn);
  const left = polar(x, y, length * 0.5, turn);
  const side = polar(0, 0, width, turn + 0.25);
  return `M${at([x, y])}Q${at([left[0] + side[0], left[1] + side[1]])} ${at(tip)}Q${at([left[0] - side[0], left[1] - side[1]])} ${at([x, y])}z`;
}

/** An ear of wheat along an arc of a circle: `from` and `to` in turns; grains get smaller towards the tip. */
export function wheatArc(cx: number, cy: number, r: number, from: number, to: number, pairs: number): string {
  const forward = to > from ? 0.25 : -0.25;
  let d = '';
  for (let pair = 0; pair < pairs; pair++) {
    const share = pair / pairs;
    const turn = from + (to - from) * share;
    const point = polar(cx, cy, r, turn);
    const size = r * 0.24 * (1 - share * 0.35);
    for (const lean of [-0.09, 0.09]) d += leaf(point, size, size * 0.3, turn + forward + lean);
  }
  return d + leaf(polar(cx, cy, r, to), r * 0.2, r * 0.045, to + forward);
}

/** A straight, slightly leaning ear of wheat standing at (x, y). */
export function wheat(x: number, y: number, height: number, lean = 0): { stem: string; grains: string } {
  const top: Point = [x + lean, y - height];
  const along = (share: number): Point => [x + lean * share * share, y - height * share];
  let grains = '';
  const size = height * 0.15;
  for (let row = 0; row < 6; row++) {
    const point = along(0.5 + row * 0.085);
    const tilt = lean / height / 6;
    grains +=
      leaf(point, size, size * 0.34, -0.25 - 0.09 + tilt) +
      leaf(point, size, size * 0.34, -0.25 + 0.09 + tilt);
  }
  grains += leaf(top, size * 1.1, size * 0.32, -0.25 + lean / height / 6);
  return { stem: `M${at([x, y])}Q${at([x, y - height * 0.6])} ${at(top)}`, grains };
}

/** Rays from a point, every second one cut out. */
export function rays(
  cx: number,
  cy: number,
  inner: number,
  outer: number,
  count: number,
  from = 0,
  to = from + 1,
): string {
  let d = '';
  const step = (to - from) / count;
  for (let ray = 0; ray < count; ray++) {
    const turn = from + ray * step;
    d += `M${at(polar(cx, cy, inner, turn))}L${at(polar(cx, cy, outer, turn))}L${at(polar(cx, cy, outer, turn + step / 2))}L${at(polar(cx, cy, inner, turn + step / 2))}z`;
  }
  return d;
}

/** Crescents (月牙纹) set around a circle, opening outwards: the commonest cut of the scissors. */
export function crescents(
  cx: number,
  cy: number,
  r: number,
  size: number,
  count: number,
  from = 0,
  to = 1,
): string {
  let d = '';
  for (let index = 0; index < count; index++) {
    const turn = from + ((to - from) * (index + 0.5)) / count;
    const half = ((size / r) * 0.5) / Math.PI;
    const a = polar(cx, cy, r, turn - half);
    const b = polar(cx, cy, r, turn + half);
    d += `M${at(a)}A${n(size)} ${n(size)} 0 0 1 ${at(b)}A${n(size * 1.7)} ${n(size * 1.7)} 0 0 0 ${at(a)}z`;
  }
  return d;
}

/** A disc with a saw-toothed edge (锯齿纹). */
export function sawDisc(cx: number, cy: number, r: number, teeth: number, depth: number): string {
  const points: Point[] = [];
  for (let tooth = 0; tooth < teeth; tooth++) {
    points.push(polar(cx, cy, r, tooth / teeth), polar(cx, cy, r - depth, (tooth + 0.5) / teeth));
  }
  return `M${points.map(at).join('L')}z`;
}

/** Round petals around a centre. */
export function petals(cx: number, cy: number, r: number, count: number, petal: number, turn = 0): string {
  let d = '';
  for (let index = 0; index < count; index++) d += circle(...polar(cx, cy, r, turn + index / count), petal);
  return d;
}

/** Pointed petals around a centre. */
export function rosette(
  cx: number,
  cy: number,
  inner: number,
  length: number,
  width: number,
  count: number,
  turn = 0,
): string {
  let d = '';
  for (let index = 0; index < count; index++) {
    const direction = turn + index / count;
    d += leaf(polar(cx, cy, inner, direction), length, width, direction);
  }
  return d;
}

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
