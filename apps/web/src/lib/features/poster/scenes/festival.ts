import { circle, crescents, rays, rect, rosette } from '../geometry.ts';
import { drawCloud } from '../motifs.ts';
import { lantern, roof, roofTiles } from '../objects.ts';
import type { Scene } from '../scene.ts';

/** Lanterns over the roofs of the old street, fireworks behind them. */
export const festival: Scene = (s) => {
  const { cx, p, width } = s;
  const bursts = s.wide
    ? ([
        [0.2, 92, 62],
        [0.78, 76, 74],
        [0.5, 130, 88],
      ] as const)
    : ([
        [0.24, 84, 54],
        [0.78, 116, 66],
      ] as const);
  for (const [share, y, r] of bursts) {
    const x = share * width + s.random() * 20 - 10;
    s.cut(rays(x, y, r * 0.3, r, 14, s.random()), p.haze)
      .cut(rosette(x, y, r * 0.2, r * 0.62, r * 0.06, 14, s.random()), p.gold)
      .cut(crescents(x, y, r * 1.05, 5, 16), p.accent)
      .cut(circle(x, y, r * 0.12), p.light);
  }
  const eaves = s.wide
    ? ([
        [0.13, 236, 240],
        [0.87, 240, 250],
        [0.5, 216, 300],
      ] as const)
    : ([
        [0.06, 244, 190],
        [0.94, 248, 190],
        [0.5, 226, 240],
      ] as const);
  for (const [index, [share, y, size]] of eaves.entries()) {
    const x = share * width;
    const fill = index === 2 ? p.near : p.mid;
    s.paper(rect(x - size * 0.32, y + 50, size * 0.64, 120), fill)
      .paper(roof(x, y, size, 62), fill, { drop: 5 })
      .line(roofTiles(x, y, size, 62, 12), p.far, { width: 2 });
    for (const window of [-0.2, 0, 0.2]) {
      s.cut(rect(x + window * size - size * 0.065, y + 76, size * 0.13, 50, 3), p.gold).line(
        `M${x + window * size} ${y + 76}v50M${x + window * size - size * 0.065} ${y + 100}h${size * 0.13}`,
        fill,
        { width: 3 },
      );
    }
  }
  drawCloud(s, cx - width * 0.28, 330, s.wide ? 38 : 28, p.far, p.gold);
  drawCloud(s, cx + width * 0.3, 344, s.wide ? 42 : 30, p.far, p.gold);
  const strings = s.wide
    ? ([
        [0.1, 92, 34],
        [0.31, 66, 27],
        [0.68, 58, 26],
        [0.9, 98, 36],
      ] as const)
    : ([
        [0.14, 74, 28],
        [0.5, 52, 22],
        [0.86, 88, 30],
      ] as const);
  for (const [share, y, r] of strings) {
    const x = share * width;
    const drop = y + s.random() * 26;
    const { body, ribs, caps, tassel } = lantern(x, drop, r);
    s.line(`M${x} 0V${drop - r}`, p.gold, { width: 2 })
      .line(tassel, p.gold, { width: 2.5 })
      .paper(body, p.accent, { drop: 5 })
      .line(ribs, p.gold, { width: 2 })
      .cut(caps, p.gold);
  }
};
