import { circle, leaf, petals, rect } from '../geometry.ts';
import { book } from '../objects.ts';
import type { Scene } from '../scene.ts';

/** A lattice window with the moon in it, plum blossom, and books by lamplight on the sill. */
export const reading: Scene = (s) => {
  const { cx, p, width } = s;
  const r = 124;
  const side = s.pick(-1, 1);
  s.paper(circle(cx, 150, r + 16) + circle(cx, 150, r), p.gold, { drop: 6 })
    .cut(circle(cx, 150, r), p.near)
    .paper(circle(cx - side * 34, 116, 52), p.light, { drop: 2 })
    .cut(
      `M${cx - r} 150C${cx - 70} 214 ${cx - 20} 178 ${cx + 30} 200C${cx + 70} 216 ${cx + 100} 190 ${cx + 116} 194A${r} ${r} 0 0 1 ${cx - 108} 210z`,
      p.mid,
    )
    .line(
      `M${cx} 26V274M${cx - r} 150H${cx + r}M${cx - 62} 44V256M${cx + 62} 44V256M${cx - 106} 88H${cx + 106}M${cx - 106} 212H${cx + 106}`,
      p.gold,
      { width: 4 },
    );
  // the branch
  const from = cx + side * (r + 70);
  s.line(
    `M${from} 40C${cx + side * 110} 60 ${cx + side * 70} 40 ${cx + side * 20} 96M${cx + side * 92} 54C${cx + side * 84} 90 ${cx + side * 96} 110 ${cx + side * 80} 140M${cx + side * 60} 62C${cx + side * 40} 40 ${cx + side * 20} 44 ${cx + side * 6} 30`,
    p.far,
    { width: 7 },
  );
  for (const [dx, y, size] of [
    [20, 96, 17],
    [80, 140, 16],
    [6, 32, 13],
    [58, 62, 18],
    [104, 56, 14],
    [88, 104, 11],
  ] as const) {
    const x = cx + side * dx;
    s.paper(petals(x, y, size * 0.6, 5, size * 0.48, s.random()), p.accent, { drop: 2 }).cut(
      circle(x, y, size * 0.24),
      p.gold,
    );
  }
  s.paper(`M0 290H${width}V360H0z`, p.mid, { drop: -4 }).line(`M0 302H${width}`, p.far, { width: 3 });
  // books and lamp
  const stack = cx - side * (s.wide ? 190 : 112);
  for (const [index, [w, fill]] of (
    [
      [128, p.accent],
      [112, p.gold],
      [120, p.far],
      [96, p.light],
    ] as const
  ).entries()) {
    const y = 268 - index * 23;
    const wide = s.wide ? w : w * 0.72;
    const x = stack - wide / 2 + (index % 2 ? 8 : -4);
    s.paper(rect(x, y, wide, 22, 3), fill, { drop: 3 }).cut(
      rect(x + 10, y, 7, 22) + rect(x + wide - 17, y, 7, 22),
      p.near,
      { opacity: 0.35 },
    );
  }
  const lamp = cx + side * (s.wide ? 206 : 122);
  s.cut(`M${lamp - 26} 190L${lamp - 92} 292H${lamp + 92}L${lamp + 26} 190z`, p.gold, { opacity: 0.22 })
    .line(`M${lamp} 286V196`, p.gold, { width: 6 })
    .paper(rect(lamp - 30, 280, 60, 12, 5), p.gold, { drop: 3 })
    .paper(`M${lamp - 22} 150H${lamp + 22}L${lamp + 46} 200H${lamp - 46}z`, p.accent)
    .line(`M${lamp - 8} 152L${lamp - 16} 198M${lamp + 8} 152L${lamp + 16} 198`, p.gold, { width: 2 });
  s.paper(book(cx, 282, s.wide ? 190 : 150, 40), p.light, { drop: 4 })
    .line(`M${cx} 283V320`, p.far, { width: 2 })
    .cut(leaf([cx + 6, 290], 60, 8, -0.02), p.accent);
};
