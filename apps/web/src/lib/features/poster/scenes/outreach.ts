import { circle, crescents, rays, rect } from '../geometry.ts';
import { drawCloud, drawWheat } from '../motifs.ts';
import { hills } from '../objects.ts';
import type { Scene } from '../scene.ts';

/** The culture truck on its way over the hills to the building site, wheat along the road. */
export const outreach: Scene = (s) => {
  const { cx, p, width } = s;
  const sun = cx + s.pick(-1, 1) * (s.wide ? 120 : 60);
  s.cut(rays(sun, 130, 66, 460, 18, s.random()), p.haze)
    .paper(circle(sun, 130, 58), p.accent, { drop: 3 })
    .cut(crescents(sun, 130, 44, 7, 14), p.gold);
  drawCloud(s, cx - width * 0.3, 84, 24, p.light, p.far);
  drawCloud(s, cx + width * 0.34, 70, 20, p.light, p.far);
  // dormitories, a tower crane
  const crane = cx + (s.wide ? 200 : 108);
  s.paper(
    rect(crane - 5, 96, 10, 160) +
      rect(crane - 100, 96, 150, 9) +
      `M${crane} 70L${crane + 46} 97H${crane - 82}z`,
    p.mid,
    { drop: 3 },
  )
    .line(`M${crane - 84} 104v52`, p.mid, { width: 2.5 })
    .paper(rect(crane - 96, 154, 24, 16), p.accent, { drop: 2 });
  for (const [dx, w, top] of s.wide
    ? ([
        [-264, 76, 172],
        [-180, 62, 146],
        [-110, 54, 186],
        [96, 60, 178],
        [246, 84, 158],
      ] as const)
    : ([
        [-164, 60, 176],
        [-96, 50, 150],
        [138, 60, 176],
      ] as const)) {
    const x = cx + dx;
    s.paper(rect(x, top, w, 140), p.far, { drop: 3 });
    let windows = '';
    for (let wy = top + 12; wy < 250; wy += 20)
      for (let wx = x + 9; wx < x + w - 10; wx += 17) windows += rect(wx, wy, 8, 10);
    s.cut(windows, p.light, { opacity: 0.85 });
  }
  s.paper(hills(width, 360, 240, 16, 1.1, s.random() * 6), p.mid)
    .paper(`M-10 300C${width * 0.3} 262 ${width * 0.6} 300 ${width + 10} 262V380H-10z`, p.near)
    .line(`M-10 322C${width * 0.3} 286 ${width * 0.6} 322 ${width + 10} 286`, p.gold, {
      width: 3,
      opacity: 0.9,
    });
  // the truck: stage side open, a red flower on its door
  const truck = { x: cx - 6, y: 262, turn: 1, scale: s.wide ? 1.12 : 0.95 };
  s.paper(rect(-112, -62, 150, 78, 5), p.accent, { place: truck })
    .cut(rect(-102, -50, 130, 46, 3), p.light, { place: truck })
    .cut('M-102-50h18c2 18-6 34-18 44zM28-50h-18c-2 18 6 34 18 44z', p.mid, { place: truck })
    .cut(
      `${circle(-56, -30, 7)}M-66-4C-66-22-46-22-46-4z${circle(-36, -34, 7)}M-47-4C-47-26-25-26-25-4z${circle(-16, -30, 7)}M-26-4C-26-22-6-22-6-4z`,
      p.near,
      { place: truck },
    )
    .paper('M38-44h34c10 0 16 10 24 32l6 6v22h-64z', p.gold, { place: truck })
    .cut('M48-36h22c6 0 10 8 14 20h-36z', p.light, { place: truck })
    .cut(rect(-112, 4, 150, 5), p.gold, { place: truck })
    .paper(circle(-76, 18, 17) + circle(68, 18, 17), p.mid, { place: truck, drop: 3 })
    .cut(circle(-76, 18, 7) + circle(68, 18, 7), p.light, { place: truck });
  drawWheat(s, s.wide ? [0.03, 0.09, 0.16, 0.8, 0.88, 0.95] : [0.05, 0.15, 0.85, 0.95], 112, p.gold, p.mid);
};
