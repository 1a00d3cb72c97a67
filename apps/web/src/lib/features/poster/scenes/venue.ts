import { circle, crescents, leaf, petals, rays, rect } from '../geometry.ts';
import { drawCloud } from '../motifs.ts';
import { hills, waves } from '../objects.ts';
import type { Scene } from '../scene.ts';

/** A moon gate (月洞门): through the wall into a garden with water. */
export const venue: Scene = (s) => {
  const { cx, p, width } = s;
  const r = 138;
  s.cut(`M0 0H${width}V360H0z`, p.light)
    .cut(rays(cx + 40, 110, 34, 66, 20), p.gold, { opacity: 0.7 })
    .paper(circle(cx + 40, 110, 28), p.accent, { drop: 2 })
    .paper(hills(width, 360, 206, 26, s.wide ? 2.2 : 1.2, s.random() * 6), p.haze, { drop: 3 })
    .paper(hills(width, 360, 232, 18, s.wide ? 3 : 1.8, s.random() * 6), p.far, { drop: 3 });
  drawCloud(s, cx - 62, 136, 20, p.haze, p.light);
  s.cut(`M0 252H${width}V360H0z`, p.sky).line(waves(width, 276, 22, 5), p.light, {
    width: 1.6,
    opacity: 0.8,
  });
  // pavilion over the water
  s.paper(
    `M${cx - 66} 214C${cx - 44} 212 ${cx - 26} 192 ${cx - 18} 178C${cx - 10} 192 ${cx + 8} 212 ${cx + 30} 214L${cx + 24} 224H${cx - 60}z`,
    p.near,
    { drop: 3 },
  ).cut(rect(cx - 50, 222, 6, 40) + rect(cx + 8, 222, 6, 40) + rect(cx - 56, 256, 78, 6), p.near);
  // the wall, with the gate cut out of it
  s.paper(`M0 0H${width}V360H0z${circle(cx, 178, r)}`, p.mid, { drop: 8 })
    .line(circle(cx, 178, r + 9), p.gold, { width: 5 })
    .cut(crescents(cx, 178, r + 24, 7, 36), p.gold, { opacity: 0.9 });
  // tiles along the top, lattice windows beside
  let tiles = '';
  for (let x = 0; x < width; x += 24) tiles += `M${x} 0h24v10a12 12 0 0 1-24 0z`;
  s.paper(tiles, p.near, { drop: 3 });
  if (s.wide) {
    for (const x of [74, width - 74]) {
      s.paper(rect(x - 44, 118, 88, 116, 6), p.near, { drop: -3 })
        .line(
          `M${x} 118v116M${x - 44} 176h88M${x - 44} 118l88 116M${x + 44} 118l-88 116M${x - 44} 147h88M${x - 44} 205h88`,
          p.gold,
          { width: 2.5 },
        )
        .paper(petals(x, 176, 13, 6, 9), p.accent, { drop: 2 })
        .cut(circle(x, 176, 7), p.gold);
    }
  }
  for (const side of [-1, 1]) {
    const x = cx + side * (s.wide ? 192 : 150);
    for (const [dx, tall, lean] of [
      [0, 150, -0.26],
      [14, 120, -0.23],
      [-14, 110, -0.28],
    ] as const) {
      s.line(`M${x + dx} 364V${364 - tall}`, p.far, { width: 5 });
      for (let knot = 1; knot < 4; knot++) {
        const y = 364 - (tall * knot) / 4;
        s.cut(
          leaf([x + dx, y], 38, 6, lean + 0.14) +
            leaf([x + dx, y - 6], 36, 6, lean - 0.14) +
            leaf([x + dx, y - 2], 30, 5, lean + 0.2),
          p.far,
        );
      }
    }
  }
};
