import { circle, crescents, sawDisc } from '../geometry.ts';
import { ribbon } from '../objects.ts';
import type { Scene } from '../scene.ts';
import { drawTopic } from '../topics.ts';

/** The ball in full flight over the lines of its court, a ribbon of wind behind it. */
export const sport: Scene = (s, topic) => {
  const { p, width, cx } = s;
  const what = topic ?? s.pick('basketball', 'football', 'shuttle', 'pingpong');
  const left = s.random() < 0.5;
  const x = s.wide ? cx + (left ? -96 : 96) : cx;
  const y = 148;
  s.line(`M-20 250L${width + 20} 196M-20 330L${width + 20} 276`, p.haze, { width: 9 })
    .line(circle(s.wide ? cx + (left ? 150 : -150) : cx, 300, 118), p.haze, { width: 9 })
    .line(`M${cx} 0V360`, p.haze, { width: 9 });
  const away = left ? 1 : -1;
  for (const [index, fill] of [p.far, p.gold, p.light].entries()) {
    s.paper(
      ribbon(
        away > 0 ? x : -30,
        away > 0 ? width + 30 : x,
        y + (index - 1) * 30 - 8,
        22 + index * 4,
        1.1,
        index === 1 ? 18 : 12,
        index * 0.8 + (away > 0 ? 0 : 2),
      ),
      fill,
      { drop: 3 },
    );
  }
  s.paper(sawDisc(x, y, 116, 40, 10), p.far, { drop: 6 })
    .cut(crescents(x, y, 92, 9, 18), p.gold)
    .paper(
      circle(x, y, 80),
      what === 'football' || what === 'shuttle' || what === 'taichi' ? p.mid : p.light,
      { drop: 3 },
    );
  drawTopic[what](s, x, y);
  let hurdles = '';
  for (let step = 0; step < width; step += 26) hurdles += `M${step} 360L${step + 13} 336L${step + 26} 360z`;
  s.paper(`M0 360V344H${width}V360z${hurdles}`, p.near, { drop: -3 });
};
