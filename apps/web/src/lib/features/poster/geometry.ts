/** Pure shapes of the paper-cut: every function returns SVG path data in the poster's own coordinates. */

export type Point = readonly [x: number, y: number];

/** One decimal is a tenth of a pixel on a card: enough, and half the bytes. */
export const n = (value: number): number => Math.round(value * 10) / 10;

const polar = (cx: number, cy: number, r: number, turn: number): Point => [
  cx + r * Math.cos(turn * 2 * Math.PI),
  cy + r * Math.sin(turn * 2 * Math.PI),
];

export const at = ([x, y]: Point): string => `${n(x)} ${n(y)}`;

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
