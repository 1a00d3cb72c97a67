import { circle, crescents, gear, n, rays, rect, rosette, wheatArc } from '../geometry.ts';
import type { Scene } from '../scene.ts';

/** The cup between two ears of wheat, in crossing spotlights and confetti. */
export const contest: Scene = (s) => {
  const { cx, p, width } = s;
  for (const side of [-1, 1]) {
    const x = cx + side * (s.wide ? 250 : 150);
    s.cut(`M${x} -10L${cx - side * 20} 360H${cx - side * 190}z`, p.haze, { opacity: 0.9 }).cut(
      `M${x} -10L${cx + side * 170} 360H${cx + side * 20}z`,
      p.far,
      { opacity: 0.6 },
    );
  }
  let confetti = '';
  for (let scrap = 0; scrap < (s.wide ? 34 : 20); scrap++) {
    const x = s.random() * width;
    const y = s.random() * 300;
    const size = 4 + s.random() * 5;
    confetti +=
      s.random() < 0.5
        ? circle(x, y, size * 0.5)
        : `M${n(x)} ${n(y)}l${n(size)} ${n(-size * 0.4)}l${n(size * 0.4)} ${n(size)}l${n(-size)} ${n(size * 0.4)}z`;
  }
  s.cut(confetti, p.gold, { opacity: 0.85 })
    .cut(rays(cx, 150, 84, 128, 36, s.random()), p.gold)
    .paper(wheatArc(cx, 158, 128, 0.22, -0.2, 11) + wheatArc(cx, 158, 128, 0.28, 0.7, 11), p.gold)
    .paper(gear(cx, 150, 92, 20, 0), p.accent, { drop: 5 })
    .paper(circle(cx, 150, 72), p.near, { drop: 2 })
    .cut(crescents(cx, 150, 64, 6, 18), p.far);
  const cup = { x: cx, y: 150 };
  s.line('M-40-40C-78-44-72 10-30 12M40-40C78-44 72 10 30 12', p.gold, { width: 8, place: cup })
    .paper('M-44-56H44C44 0 26 24 0 28C-26 24-44 0-44-56z', p.light, { place: cup })
    .cut('M-34-56H-14C-16-10-12 12-2 24C-22 14-34-8-34-56z', p.gold, { place: cup })
    .cut(rosette(6, -24, 2, 17, 5.5, 5, -0.05), p.accent, { place: cup })
    .paper('M-6 26H6L10 58H-10z', p.gold, { place: cup })
    .paper(rect(-30, 56, 60, 13, 3), p.light, { place: cup });
  const w = s.wide ? 132 : 96;
  s.paper(rect(cx - w * 1.5, 322, w * 3, 60, 3), p.mid)
    .paper(rect(cx - w * 0.5, 286, w, 90, 3), p.far)
    .paper(rect(cx - w * 1.5, 310, w, 60, 3), p.mid)
    .paper(rect(cx + w * 0.5, 322, w, 60, 3), p.near)
    .line(
      `M${cx - 8} 316L${cx + 2} 306V340M${cx - w - 12} 330h20v10h-18v12h20M${cx + w - 12} 338h20l-10 9h10v10h-20`,
      p.gold,
      { width: 4 },
    );
};
