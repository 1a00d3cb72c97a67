import { circle, crescents, leaf, sawDisc } from '../geometry.ts';
import { drawFlower, drawGear } from '../motifs.ts';
import { book } from '../objects.ts';
import type { Scene } from '../scene.ts';
import { drawTopic } from '../topics.ts';

/** An open book; over it the sun of what is taught, between branches that grow out of the pages. */
export const course: Scene = (s, topic) => {
  const { cx, p } = s;
  const top = 136;
  s.cut(circle(cx, top, 168), p.haze)
    .paper(sawDisc(cx, top, 108, 48, 7), p.far)
    .paper(circle(cx, top, 90), p.light, { drop: 3 })
    .cut(crescents(cx, top, 97, 6, 24), p.light);
  drawTopic[topic ?? s.pick('flower', 'brush', 'music', 'screen', 'tea')](s, cx, top - 2);
  for (const side of [-1, 1]) {
    const reach = s.wide ? 236 : 138;
    const tip = cx + side * reach;
    s.line(
      `M${cx + side * 24} 300C${cx + side * reach * 0.5} 292 ${cx + side * reach * 0.86} 230 ${tip} 118`,
      p.near,
      { width: 5 },
    );
    for (const [share, turn] of [
      [0.42, 0.9],
      [0.62, 0.86],
      [0.8, 0.8],
    ] as const) {
      const x = cx + side * reach * share;
      const y = 292 - 150 * share * share - 20;
      s.paper(leaf([x, y], 46, 13, side > 0 ? turn - 0.16 : 0.5 - turn + 0.16), p.mid, { drop: 2 });
      s.paper(leaf([x, y + 4], 42, 12, side > 0 ? turn + 0.2 : 0.5 - turn - 0.2), p.near, { drop: 2 });
    }
    if (side < 0) drawGear(s, tip, 92, s.wide ? 40 : 26, p.gold, p.near, 12);
    else drawFlower(s, tip, 96, s.wide ? 42 : 28, p.accent, p.light);
  }
  s.paper(book(cx, 290, s.wide ? 380 : 300, 64), p.near, { drop: 5 })
    .paper(book(cx, 276, s.wide ? 364 : 286, 66), p.light)
    .line(`M${cx} 278V342`, p.far, { width: 3 });
  for (const side of [-1, 1]) {
    const w = (s.wide ? 150 : 118) * side;
    for (const row of [0, 1, 2]) {
      const y = 282 + row * 15;
      s.line(
        `M${cx + side * 20} ${y}C${cx + w * 0.45} ${y - 14} ${cx + w * 0.8} ${y - 14} ${cx + w} ${y - 9}`,
        p.far,
        { width: 3 },
      );
    }
  }
};
