import { circle, crescents, rays, rect, sawDisc } from '../geometry.ts';
import { ribbon } from '../objects.ts';
import type { Scene } from '../scene.ts';
import type { Sheet } from '../sheet.ts';

type Emblem = (s: Sheet, x: number, y: number) => void;

/** See a film, visit an exhibition, tell a story, sing a song, hold a group day. */
const emblems: readonly Emblem[] = [
  (s, x, y) =>
    s
      .cut(rect(-20, -14, 40, 28, 3), s.p.mid, { place: { x, y } })
      .cut('M-5-8L9 0L-5 8z', s.p.light, { place: { x, y } }),
  (s, x, y) =>
    s
      .line(rect(-18, -15, 36, 30, 2), s.p.mid, { width: 4, place: { x, y } })
      .cut('M-14 12L-3-4L4 5L9-1L14 12z', s.p.mid, { place: { x, y } }),
  (s, x, y) =>
    s
      .cut('M-20-14h40v24h-24l-9 10v-10h-7z', s.p.mid, { place: { x, y } })
      .line('M-12-6h24M-12 2h16', s.p.light, { width: 3, place: { x, y } }),
  (s, x, y) =>
    s.cut(`${circle(-9, 11, 7)}${circle(13, 7, 7)}M-5 11V-14L20-19V7h-4V-10L-1-6V11z`, s.p.mid, {
      place: { x, y },
    }),
  (s, x, y) =>
    s
      .line('M-13 20V-19', s.p.mid, { width: 4, place: { x, y } })
      .cut('M-12-18C-2-24 8-10 20-16V6C8 12-2-2-12 4z', s.p.accent, { place: { x, y } }),
];

/** The “five ones”: five medallions on one red ribbon, under one sun. */
export const groupDay: Scene = (s) => {
  const { cx, p, width } = s;
  s.cut(rays(cx, 350, 70, 620, 20, 0.5, 1), p.haze)
    .paper(sawDisc(cx, 352, 112, 48, 9), p.gold)
    .cut(crescents(cx, 352, 92, 8, 20, 0.5, 1), p.far)
    .paper(circle(cx, 352, 76), p.accent, { drop: 2 });
  const reach = s.wide ? 246 : 132;
  const r = s.wide ? 50 : 37;
  const spots = emblems.map((_, index) => {
    const share = index / 2 - 1;
    return { x: cx + share * reach, y: (s.wide ? 118 : 112) + share * share * (s.wide ? 74 : 104) };
  });
  s.paper(ribbon(-20, width + 20, 152, 26, 1.5, 22, s.random() * 3), p.far, { drop: 5 });
  s.line(spots.map(({ x, y }, index) => `${index ? 'L' : 'M'}${x} ${y}`).join(''), p.gold, { width: 4 });
  for (const [index, { x, y }] of spots.entries()) {
    const size = index === 2 ? r * 1.18 : r;
    s.paper(sawDisc(x, y, size, 28, 5), index % 2 ? p.gold : p.near, { drop: 5 }).paper(
      circle(x, y, size * 0.76),
      p.light,
      { drop: 2 },
    );
    emblems[index]?.(s, x, y);
  }
  for (const side of [-1, 1]) {
    for (const step of [0, 1, 2, 3]) {
      const x = cx + side * (126 + step * (s.wide ? 54 : 22));
      const y = 352 - step * 4;
      s.paper(
        `M${x - 20} 364V${y - 34}C${x - 20} ${y - 58} ${x + 20} ${y - 58} ${x + 20} ${y - 34}V364z${circle(x, y - 66, 14)}`,
        step % 2 ? p.near : p.mid,
        { drop: 3 },
      );
    }
  }
};
