import { circle, crescents, leaf, rays, rect } from '../geometry.ts';
import { drawCloud } from '../motifs.ts';
import { hills, roof, roofTiles } from '../objects.ts';
import type { Scene } from '../scene.ts';

/** The palace itself: double eaves on a white terrace, pines and clouds around it. */
export const visit: Scene = (s) => {
  const { cx, p, width } = s;
  const sun = cx + s.pick(-1, 1) * (s.wide ? 190 : 104);
  s.cut(rays(sun, 92, 46, 92, 24), p.haze)
    .paper(circle(sun, 92, 38), p.accent, { drop: 3 })
    .cut(crescents(sun, 92, 28, 5, 12), p.gold)
    .paper(hills(width, 360, 226, 26, 1.2, s.random() * 6), p.haze, { drop: 3 })
    .paper(hills(width, 360, 254, 20, 1.7, s.random() * 6), p.far, { drop: 3 });
  const w = s.wide ? 330 : 286;
  drawCloud(s, cx - w * 0.56, 138, 24, p.light, p.far);
  drawCloud(s, cx + w * 0.58, 172, 20, p.light, p.far);
  // body, columns, doors
  s.paper(rect(cx - w * 0.36, 208, w * 0.72, 84), p.accent);
  for (let column = 0; column < 6; column++) {
    const x = cx - w * 0.34 + (column * w * 0.68) / 5;
    s.cut(rect(x - 5, 208, 10, 84), p.near);
    if (column < 5) {
      const mid = x + (w * 0.68) / 10;
      s.cut(rect(mid - 14, 226, 28, 66, 2), p.near).line(
        `M${mid} 226v66M${mid - 14} 248h28M${mid - 14} 268h28`,
        p.gold,
        { width: 1.8 },
      );
    }
  }
  s.paper(roof(cx, 156, w, 60), p.gold, { drop: 5 })
    .line(roofTiles(cx, 156, w, 60, 20), p.near, { width: 1.6 })
    .paper(rect(cx - w * 0.2, 134, w * 0.4, 30), p.near)
    .paper(rect(cx - 17, 136, 34, 40, 3), p.mid, { drop: 3 })
    .line(rect(cx - 12, 141, 24, 30, 1), p.gold, { width: 2 })
    .paper(roof(cx, 82, w * 0.74, 56), p.gold, { drop: 5 })
    .line(roofTiles(cx, 82, w * 0.74, 56, 16), p.near, { width: 1.6 })
    .paper(rect(cx - w * 0.12, 74, w * 0.24, 11, 3), p.near, { drop: 2 })
    .cut(circle(cx - w * 0.12, 74, 6) + circle(cx + w * 0.12, 74, 6), p.near);
  // terraces
  for (const step of [0, 1, 2]) {
    const half = w * (0.44 + step * 0.075);
    s.paper(rect(cx - half, 290 + step * 17, half * 2, 19, 2), step === 1 ? p.haze : p.light, { drop: 3 });
    if (step < 2) {
      let posts = '';
      for (let x = cx - half + 6; x < cx + half - 4; x += 16) posts += rect(x, 283 + step * 17, 5, 9);
      s.cut(posts, p.light);
    }
  }
  s.cut(`M${cx - 26} 290H${cx + 26}L${cx + 42} 342H${cx - 42}z`, p.light).line(
    `M${cx - 29} 300h58M${cx - 32} 311h64M${cx - 35} 322h70M${cx - 38} 333h76`,
    p.far,
    { width: 2 },
  );
  for (const side of [-1, 1]) {
    for (const [distance, tall] of s.wide
      ? ([
          [252, 150],
          [204, 104],
        ] as const)
      : ([[160, 108]] as const)) {
      const x = cx + side * distance;
      s.line(`M${x} 352C${x - side * 5} 320 ${x + side * 6} 300 ${x} ${350 - tall}`, p.near, { width: 6 });
      for (let tier = 0; tier < 4; tier++) {
        const y = 342 - tall + tier * tall * 0.19;
        const half = 20 + tier * 8;
        s.paper(
          `M${x - half} ${y + 15}C${x - half * 0.8} ${y - 4} ${x - half * 0.3} ${y - 13} ${x} ${y - 14}C${x + half * 0.3} ${y - 13} ${x + half * 0.8} ${y - 4} ${x + half} ${y + 15}C${x + half * 0.4} ${y + 8} ${x - half * 0.4} ${y + 8} ${x - half} ${y + 15}z`,
          tier % 2 ? p.mid : p.near,
          { drop: 2 },
        );
      }
    }
  }
  s.paper(`M0 342H${width}V360H0z`, p.near, { drop: -2 }).cut(
    Array.from({ length: Math.ceil(width / 24) }, (_, index) => leaf([index * 24, 352], 18, 3, 0)).join(''),
    p.mid,
  );
};
