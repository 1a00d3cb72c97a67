import { circle, crescents, rays, sawDisc } from '../geometry.ts';
import { drawAudience, drawCloud, drawDancer } from '../motifs.ts';
import type { Scene } from '../scene.ts';

/** A dancer before a gold moon, between two curtains. */
export const performance: Scene = (s) => {
  const { cx, p, width } = s;
  s.cut(rays(cx, 176, 60, 460, 22, s.random()), p.haze)
    .paper(sawDisc(cx, 166, 118, 60, 7), p.gold)
    .cut(crescents(cx, 166, 100, 7, 26), p.sky)
    .paper(circle(cx, 166, 88), p.light, { drop: 2 });
  drawCloud(s, cx - (s.wide ? 170 : 112), 262, s.wide ? 34 : 22, p.far, p.gold);
  drawCloud(s, cx + (s.wide ? 176 : 116), 236, s.wide ? 30 : 20, p.far, p.gold);
  drawDancer(
    s,
    { x: cx, y: 186, scale: s.wide ? 1.24 : 1.1, mirror: s.random() < 0.5 },
    p.near,
    p.accent,
    p.light,
  );
  for (const side of [0, 1]) {
    const place = { x: side ? width : 0, y: 0, mirror: side === 1 };
    const reach = s.wide ? 132 : 66;
    s.paper(
      `M0 0H${reach}C${reach - 6} 110 ${reach * 0.5} 190 ${reach * 0.34} 236C${reach * 0.3} 280 ${reach * 0.42} 320 ${reach * 0.5} 360H0z`,
      p.mid,
      { place, drop: 6 },
    )
      .paper(
        `M0 0H${reach * 0.66}C${reach * 0.6} 110 ${reach * 0.3} 190 ${reach * 0.18} 232C${reach * 0.16} 280 ${reach * 0.22} 320 ${reach * 0.26} 360H0z`,
        p.near,
        { place },
      )
      .line(
        `M${reach * 0.83} 0C${reach * 0.8} 110 ${reach * 0.4} 190 ${reach * 0.27} 226M${reach * 0.34} 0C${reach * 0.3} 110 ${reach * 0.16} 180 ${reach * 0.08} 226`,
        p.far,
        { width: 3, place },
      )
      .paper(
        `M0 222C${reach * 0.16} 236 ${reach * 0.3} 238 ${reach * 0.42} 226L${reach * 0.38} 250C${reach * 0.26} 258 ${reach * 0.12} 254 0 244z`,
        p.gold,
        { place, drop: 3 },
      );
  }
  const swags = s.wide ? 6 : 4;
  const step = width / swags;
  let valance = `M0 0H${width}V20`;
  for (let swag = 0; swag < swags; swag++) valance += `a${step / 2} 30 0 0 1 ${-step} 0`;
  s.paper(`${valance}z`, p.far).line(valance.replace(/^.*?V20/, `M${width} 14`), p.gold, { width: 3 });
  drawAudience(s, 318, 44, p.near);
};
