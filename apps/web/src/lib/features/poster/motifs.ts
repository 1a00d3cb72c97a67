import { circle, gear, leaf, petals, rect, rosette, wheat } from './geometry.ts';
import { cloud } from './objects.ts';
import type { Place, Sheet } from './sheet.ts';

/** Things several compositions show, each drawn onto a sheet in its palette. */

export function drawCloud(s: Sheet, x: number, y: number, size: number, fill: string, cut: string): void {
  const { body, curls } = cloud(x, y, size);
  s.paper(body, fill, { drop: 3 }).line(curls, cut, { width: Math.max(1.5, size * 0.07) });
}

/** Wheat standing along the lower edge: `where` in shares of the width. */
export function drawWheat(
  s: Sheet,
  where: readonly number[],
  height: number,
  grain: string,
  stem: string,
): void {
  for (const [index, share] of where.entries()) {
    const tall = height * (0.82 + 0.3 * s.random());
    const ear = wheat(share * s.width, s.height + 6, tall, (share < 0.5 ? -1 : 1) * (8 + 18 * s.random()));
    s.line(ear.stem, stem, { width: 3 }).paper(ear.grains, grain, { drop: 2 });
    if (index % 2 === 0) {
      const tilt = share < 0.5 ? -0.32 : -0.18;
      s.cut(leaf([share * s.width, s.height - tall * 0.18], tall * 0.34, 6, tilt), stem);
    }
  }
}

/** A blossom with cut petals. */
export function drawFlower(s: Sheet, x: number, y: number, r: number, fill: string, heart: string): void {
  const turn = s.random();
  s.paper(petals(x, y, r * 0.55, 5, r * 0.42, turn), fill, { drop: 3 })
    .cut(rosette(x, y, r * 0.2, r * 0.5, r * 0.08, 5, turn), heart)
    .cut(circle(x, y, r * 0.18), heart);
}

/** A cogwheel with spokes cut in it. */
export function drawGear(
  s: Sheet,
  x: number,
  y: number,
  r: number,
  fill: string,
  cut: string,
  teeth = 14,
): void {
  s.paper(gear(x, y, r, teeth, r * 0.2), fill)
    .line(circle(x, y, r * 0.62), cut, { width: r * 0.05 })
    .cut(petals(x, y, r * 0.42, 6, r * 0.09), cut);
}

const body =
  'M-9-48C-13-30-9-18-6-8C-14 18-36 48-64 62C-34 56-12 60 6 72C20 62 36 58 54 62C28 42 13 16 9-8C12-20 14-34 9-48C4-44-4-44-9-48z';
const leftSleeve = 'M-6-50C-30-58-50-92-84-88C-112-84-114-52-140-50C-116-38-104-62-84-68C-62-74-44-38-10-32z';
const rightSleeve = 'M6-50C28-46 46-12 76-18C104-24 102-64 138-74C112-84 104-46 78-40C58-36 38-62 8-60z';

/** A dancer with long silk sleeves (水袖). */
export function drawDancer(s: Sheet, place: Place, dress: string, sleeve: string, skin: string): void {
  s.paper(leftSleeve, sleeve, { place, drop: 3 })
    .paper(rightSleeve, sleeve, { place, drop: 3 })
    .paper(body, dress, { place })
    .line('M-2-6C-8 22-22 44-40 56M2-6C2 24 4 44 6 64M5-8C14 18 24 42 38 56', sleeve, { width: 2, place })
    .cut(rect(-8, -14, 16, 5, 2), sleeve, { place })
    .cut(circle(0, -62, 11), skin, { place })
    .cut(`M-11-64C-10-78 10-78 11-64C6-70-2-70-11-64z${circle(3, -78, 6)}`, dress, { place });
}

/** Rows of listeners seen from behind, standing at `y`. */
export function drawAudience(s: Sheet, y: number, size: number, fill: string): void {
  let d = `M0 ${s.height}V${y + size * 0.95}`;
  const count = Math.ceil(s.width / (size * 1.7));
  const step = s.width / count;
  for (let seat = 0; seat < count; seat++) {
    const x = seat * step;
    d += `C${x + step * 0.16} ${y + size * 0.62} ${x + step * 0.84} ${y + size * 0.62} ${x + step} ${y + size * 0.95}`;
  }
  d += `V${s.height}z`;
  for (let seat = 0; seat < count; seat++) {
    d += circle((seat + 0.5) * step, y + size * 0.28 + (seat % 3) * 2, size * 0.42);
  }
  s.paper(
    d.replace(/\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10)),
    fill,
  );
}
