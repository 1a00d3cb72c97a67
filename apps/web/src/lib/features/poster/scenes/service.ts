import { circle, crescents, leaf, petals, rays, rosette } from '../geometry.ts';
import { drawFlower } from '../motifs.ts';
import type { Scene } from '../scene.ts';

const heart = 'M0 78C-64 40-104-2-92-50C-82-88-28-92 0-50C28-92 82-88 92-50C104-2 64 40 0 78z';

/** A paper-cut heart carried by two hands of leaves. */
export const service: Scene = (s) => {
  const { cx, p, width } = s;
  const at = { x: cx, y: 156 };
  s.cut(rays(cx, 160, 100, 430, 26, s.random()), p.haze)
    .cut(circle(cx, 158, 142), p.haze)
    .cut(crescents(cx, 158, 150, 9, 30), p.far);
  for (const side of [-1, 1]) {
    const place = { x: cx, y: 0, mirror: side < 0 };
    // a sleeve, a palm, four fingers of leaves
    s.paper(
      'M40 360C60 318 112 306 150 262C176 232 168 196 150 176C150 214 126 236 96 246C60 258 18 268 0 296V360z',
      p.mid,
      { place, drop: 5 },
    )
      .paper(
        leaf([118, 252], 96, 15, 0.83) + leaf([100, 262], 94, 14, 0.8) + leaf([82, 270], 80, 13, 0.77),
        p.near,
        { place, drop: 3 },
      )
      .paper('M24 360C44 330 96 322 128 288L156 308C130 344 100 348 96 360z', p.gold, { place, drop: 3 })
      .line('M60 348C84 336 106 328 132 304', p.mid, { width: 3, place });
  }
  s.paper(heart, p.accent, { place: at, drop: 6 })
    .cut(rosette(0, 0, 6, 34, 10, 8), p.light, { place: at })
    .cut(circle(0, 0, 9), p.gold, { place: at })
    .cut(petals(-50, -36, 10, 5, 7) + petals(50, -36, 10, 5, 7), p.light, { place: at })
    .cut(
      `M-78-30C-76-4-60 20-36 40C-60 26-84 0-78-30zM78-30C76-4 60 20 36 40C60 26 84 0 78-30zM-12 56C-6 62 6 62 12 56L0 68z`,
      p.light,
      { place: at },
    );
  for (const [share, y, r] of s.wide
    ? ([
        [0.08, 90, 30],
        [0.83, 84, 32],
        [0.16, 232, 22],
        [0.85, 214, 24],
      ] as const)
    : ([
        [0.1, 60, 22],
        [0.76, 44, 20],
      ] as const)) {
    drawFlower(s, share * width, y, r, s.pick(p.light, p.mid, p.gold), p.accent);
  }
};
