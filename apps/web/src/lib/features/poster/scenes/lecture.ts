import { circle, crescents, leaf, rays, rect, sawDisc } from '../geometry.ts';
import { drawAudience } from '../motifs.ts';
import type { Scene } from '../scene.ts';

/** A lectern in the light of a great sun, before a full house. */
export const lecture: Scene = (s) => {
  const { cx, p } = s;
  const sun = s.pick(120, 132, 140);
  s.cut(rays(cx, sun, 80, 520, s.pick(14, 18, 24), s.random()), p.haze)
    .paper(sawDisc(cx, sun, 112, 44, 9), p.accent)
    .cut(crescents(cx, sun, 92, 8, 20), p.gold)
    .paper(circle(cx, sun, 78), p.gold, { drop: 3 })
    .cut(crescents(cx, sun, 62, 7, 16), p.light);
  for (const side of [-1, 1]) {
    for (const [distance, lift] of s.wide
      ? ([
          [150, 0],
          [232, 22],
        ] as const)
      : ([[118, 6]] as const)) {
      const x = cx + side * distance;
      s.line(`M${x} 320C${x} 250 ${x + side * 4} 200 ${x - side * 6} ${132 + lift}`, p.mid, { width: 4 });
      for (let row = 0; row < 5; row++) {
        const y = 280 + lift - row * 32;
        const size = 46 - row * 4;
        s.paper(leaf([x, y], size, 11, -0.11), row % 2 ? p.mid : p.far, { drop: 2 });
        s.paper(leaf([x, y - 8], size, 11, -0.39), row % 2 ? p.far : p.mid, { drop: 2 });
      }
    }
  }
  // the speaker: head and shoulders behind the lectern, and the microphone
  s.paper(
    `M${cx - 46} 236C${cx - 46} 190 ${cx - 22} 178 ${cx} 178C${cx + 22} 178 ${cx + 46} 190 ${cx + 46} 236z`,
    p.near,
  )
    .paper(circle(cx, 148, 25), p.light, { drop: 3 })
    .cut(
      `M${cx - 26} 146C${cx - 26} 112 ${cx + 26} 112 ${cx + 26} 146C${cx + 14} 130 ${cx - 10} 130 ${cx - 26} 146z`,
      p.near,
    )
    .cut(`M${cx - 9} 179L${cx} 194L${cx + 9} 179z`, p.light)
    .paper(`M${cx - 66} 218H${cx + 66}L${cx + 50} 330H${cx - 50}z`, p.mid)
    .paper(rect(cx - 76, 210, 152, 15, 4), p.near, { drop: 3 })
    .line(`M${cx + 38} 212C${cx + 38} 196 ${cx + 30} 192 ${cx + 22} 190`, p.near, { width: 3 })
    .cut(circle(cx + 20, 189, 5), p.near)
    .paper(sawDisc(cx, 268, 27, 20, 4), p.gold, { drop: 2 })
    .cut(
      leaf([cx, 286], 34, 6, -0.25) + leaf([cx, 282], 22, 5, -0.13) + leaf([cx, 282], 22, 5, -0.37),
      p.mid,
    );
  drawAudience(s, 286, 52, p.mid);
  drawAudience(s, 316, 62, p.near);
};
