import { circle, crescents, petals, rays, rect, rosette, wheatArc } from '../geometry.ts';
import { drawGear } from '../motifs.ts';
import { hills } from '../objects.ts';
import type { Scene } from '../scene.ts';

/** A gallery: a wall of framed paper-cuts, a polished floor, two visitors. */
export const exhibition: Scene = (s) => {
  const { cx, p, width } = s;
  const frame = (x: number, y: number, w: number, h: number, mat: string) =>
    s
      .line(`M${x} ${y - h / 2}L${x} 0`, p.far, { width: 1.5 })
      .paper(rect(x - w / 2 - 9, y - h / 2 - 9, w + 18, h + 18, 3), p.near, { drop: 6 })
      .cut(rect(x - w / 2, y - h / 2, w, h), mat);
  s.cut(rays(cx, -40, 20, 420, 7, 0.16, 0.36), p.haze);
  const big = s.pick('wheel', 'sun', 'bloom');
  frame(cx, 142, 168, 168, p.light);
  if (big === 'wheel') {
    drawGear(s, cx, 142, 52, p.accent, p.light, 16);
    s.paper(wheatArc(cx, 142, 62, 0.24, -0.12, 8) + wheatArc(cx, 142, 62, 0.26, 0.62, 8), p.gold, {
      drop: 2,
    });
  } else if (big === 'sun') {
    s.paper(circle(cx, 126, 34), p.accent, { drop: 3 })
      .cut(rays(cx, 126, 42, 56, 20), p.gold)
      .cut(
        `M${cx - 84} 226V190C${cx - 50} 150 ${cx - 36} 200 ${cx - 4} 172C${cx + 28} 146 ${cx + 50} 196 ${cx + 84} 178V226z`,
        p.mid,
      )
      .cut(`M${cx - 84} 226V208C${cx - 40} 190 ${cx + 10} 224 ${cx + 84} 200V226z`, p.near);
  } else {
    s.paper(rosette(cx, 142, 10, 58, 20, 12), p.accent, { drop: 3 })
      .paper(rosette(cx, 142, 8, 40, 13, 12, 0.042), p.gold, { drop: 2 })
      .cut(circle(cx, 142, 14), p.near)
      .cut(crescents(cx, 142, 72, 6, 24), p.mid);
  }
  if (s.wide) {
    frame(cx - 200, 128, 116, 92, p.far);
    s.cut(circle(cx - 176, 112, 16), p.light).cut(
      `M${cx - 258} 174L${cx - 214} 116L${cx - 186} 150L${cx - 170} 134L${cx - 142} 174z`,
      p.near,
    );
    frame(cx + 200, 124, 100, 124, p.gold);
    s.cut(petals(cx + 200, 116, 19, 6, 15), p.accent)
      .cut(circle(cx + 200, 116, 9), p.light)
      .line(`M${cx + 200} 150C${cx + 196} 166 ${cx + 204} 172 ${cx + 200} 186`, p.near, { width: 4 });
  } else {
    frame(20, 132, 56, 96, p.far);
    frame(width - 20, 132, 56, 96, p.gold);
  }
  s.paper(`M0 276H${width}V360H0z`, p.mid, { drop: -3 }).line(
    `M${cx} 276V360M${cx - 90} 276L${cx - 200} 360M${cx + 90} 276L${cx + 200} 360M${cx - 190} 276L${cx - 420} 360M${cx + 190} 276L${cx + 420} 360M0 304H${width}`,
    p.far,
    { width: 1.5, opacity: 0.7 },
  );
  for (const [x, tall, coat] of [
    [cx - (s.wide ? 118 : 104), 104, p.near],
    [cx + (s.wide ? 112 : 100), 92, p.accent],
    [cx + (s.wide ? 146 : 128), 70, p.near],
  ] as const) {
    s.paper(
      `M${x - tall * 0.17} 344C${x - tall * 0.2} ${344 - tall * 0.5} ${x - tall * 0.17} ${344 - tall * 0.72} ${x} ${344 - tall * 0.74}C${x + tall * 0.17} ${344 - tall * 0.72} ${x + tall * 0.2} ${344 - tall * 0.5} ${x + tall * 0.17} 344z${circle(x, 344 - tall * 0.88, tall * 0.115)}`,
      coat,
      { drop: 3 },
    );
  }
  s.cut(hills(width, 360, 352, 0, 1, 0), p.near, { opacity: 0.25 });
};
