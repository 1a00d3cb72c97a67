import { circle, crescents, leaf, petals, rect, rosette } from './geometry.ts';
import type { PosterTopic } from './kinds.ts';
import { drawDancer } from './motifs.ts';
import type { Sheet } from './sheet.ts';

/** Draws what a course or game is about, about 110 units across, around (x, y). */
type DrawTopic = (s: Sheet, x: number, y: number) => void;

const brush: DrawTopic = (s, x, y) => {
  const place = { x, y, turn: 32 };
  s.paper('M-6-66h12l1 70h-14z', s.p.mid, { place })
    .cut(rect(-7, -2, 14, 8), s.p.gold, { place })
    .paper('M-8 6h16c4 22-2 40-8 58c-6-18-12-36-8-58z', s.p.near, { place })
    .line('M-46 58C-20 40 20 66 48 46', s.p.near, { width: 5, place: { x, y } });
};

const music: DrawTopic = (s, x, y) => {
  s.paper(
    `${circle(-30, 34, 17)}M-19 34V-46L44-60V22h-10V-36L-9-26V34z${circle(29, 22, 16)}`.replace(
      /z(?=M-19)/,
      'z',
    ),
    s.p.near,
    { place: { x, y } },
  ).line('M-62 8C-40-4-52-30-66-22M62-8c18 4 20 26 6 32', s.p.accent, { width: 4, place: { x, y } });
};

const screen: DrawTopic = (s, x, y) => {
  const place = { x, y };
  s.paper(rect(-58, -46, 116, 78, 8), s.p.near, { place })
    .cut(rect(-50, -38, 100, 62, 4), s.p.light, { place })
    .paper('M-74 40h148l-8 14h-132z', s.p.mid, { place })
    .cut('M-14-24L18-6L-14 12z', s.p.accent, { place })
    .line('M30-26h12M30-14h12M30-2h12', s.p.mid, { width: 4, place });
};

const lens: DrawTopic = (s, x, y) => {
  const place = { x, y };
  s.paper(`M-62-30h30l10-18h44l10 18h30v76h-124z`, s.p.near, { place })
    .paper(circle(0, 8, 32), s.p.light, { place })
    .cut(circle(0, 8, 24), s.p.mid, { place })
    .cut(rosette(0, 8, 4, 18, 6, 6), s.p.gold, { place })
    .cut(rect(34, -22, 16, 8, 2), s.p.gold, { place });
};

const tea: DrawTopic = (s, x, y) => {
  const place = { x, y };
  s.paper(
    'M-40-12C-40-34 40-34 40-12C54 22 30 46 0 46C-30 46-54 22-40-12zM38-4C66-20 76 2 84-20L90-14C84 18 66 22 44 24zM-42-6C-78-16-82 40-36 32L-34 24C-66 30-66 2-44 4z',
    s.p.near,
    { place },
  )
    .paper('M-26-28C-20-42 20-42 26-28z', s.p.mid, { place, drop: 2 })
    .cut(circle(0, -43, 6), s.p.accent, { place })
    .cut(petals(0, 10, 9, 5, 6), s.p.gold, { place })
    .line('M-16-56c-8-10 8-16 0-28M14-56c-8-10 8-16 0-28', s.p.mid, { width: 4, place });
};

const flower: DrawTopic = (s, x, y) => {
  s.line(`M${x} ${y + 66}C${x - 6} ${y + 40} ${x + 4} ${y + 20} ${x} ${y}`, s.p.near, { width: 5 })
    .paper(leaf([x, y + 52], 48, 12, 0.88) + leaf([x, y + 60], 48, 12, 0.62), s.p.near)
    .paper(rosette(x, y - 12, 4, 52, 17, 10), s.p.accent)
    .paper(rosette(x, y - 12, 2, 34, 11, 10, 0.05), s.p.gold, { drop: 2 })
    .cut(circle(x, y - 12, 11), s.p.near)
    .cut(crescents(x, y - 12, 38, 6, 10), s.p.light);
};

const taichi: DrawTopic = (s, x, y) => {
  const place = { x, y };
  s.paper(circle(0, 0, 56), s.p.light, { place })
    .cut('M0-56A56 56 0 0 1 0 56A28 28 0 0 1 0 0A28 28 0 0 0 0-56z', s.p.near, { place })
    .cut(circle(0, 28, 8), s.p.light, { place })
    .cut(circle(0, -28, 8), s.p.near, { place })
    .line(circle(0, 0, 56), s.p.near, { width: 3, place });
};

const basketball: DrawTopic = (s, x, y) => {
  const place = { x, y, turn: -18 };
  s.paper(circle(0, 0, 62), s.p.accent, { place }).line(
    'M0-62V62M-62 0H62M-44-44C-16-20-16 20-44 44M44-44C16-20 16 20 44 44',
    s.p.near,
    { width: 4.5, place },
  );
};

const football: DrawTopic = (s, x, y) => {
  const place = { x, y, turn: 12 };
  const spot = (turn: number, r: number) => {
    const cx = r * Math.cos(turn);
    const cy = r * Math.sin(turn);
    return sides(cx, cy, r ? 15 : 20, turn);
  };
  const edges = [0, 1, 2, 3, 4].map((side) => -Math.PI / 2 + (side * 2 * Math.PI) / 5);
  s.paper(circle(0, 0, 62), s.p.light, { place })
    .cut(sides(0, 0, 20, -Math.PI / 2), s.p.near, { place })
    .cut(edges.map((turn) => spot(turn, 54)).join(''), s.p.near, { place })
    .line(
      edges
        .map(
          (turn) =>
            `M${Math.round(20 * Math.cos(turn))} ${Math.round(20 * Math.sin(turn))}L${Math.round(40 * Math.cos(turn))} ${Math.round(40 * Math.sin(turn))}`,
        )
        .join(''),
      s.p.near,
      { width: 3, place },
    );
};

function sides(cx: number, cy: number, r: number, from: number): string {
  const points = [0, 1, 2, 3, 4].map((side) => {
    const turn = from + (side * 2 * Math.PI) / 5;
    return `${Math.round(cx + r * Math.cos(turn))} ${Math.round(cy + r * Math.sin(turn))}`;
  });
  return `M${points.join('L')}z`;
}

const shuttle: DrawTopic = (s, x, y) => {
  const place = { x, y, turn: 38 };
  s.paper('M-44-66L-28-74L-14-66L0-76L14-66L28-74L44-66L17 26h-34z', s.p.light, { place })
    .line('M-28-70L-9 22M-14-64L-4 22M0-72V22M14-64L4 22M28-70L9 22M-34-34h68M-25-6h50', s.p.far, {
      width: 2.5,
      place,
    })
    .paper('M-20 24h40c4 40-44 40-40 0z', s.p.accent, { place })
    .cut(rect(-20, 22, 40, 8), s.p.gold, { place });
};

const pingpong: DrawTopic = (s, x, y) => {
  const place = { x: x - 10, y, turn: -30 };
  s.paper('M-8 34h16v44h-16z', s.p.gold, { place })
    .paper('M0-62C36-62 50-34 46-8C42 18 22 36 0 36C-22 36-42 18-46-8C-50-34-36-62 0-62z', s.p.accent, {
      place,
    })
    .cut('M-40 16C-20 26 20 26 40 16C32 28 16 36 0 36C-16 36-32 28-40 16z', s.p.near, { place })
    .paper(circle(58, -40, 15), s.p.light, { place: { x, y } });
};

const chess: DrawTopic = (s, x, y) => {
  const place = { x, y };
  s.line('M-70-44h140M-70-14h140M-70 16h140M-70 46h140M-60-60v122M-20-60v122M20-60v122M60-60v122', s.p.far, {
    width: 2.5,
    place,
  });
  for (const [px, py, fill, ring] of [
    [-20, -14, s.p.light, s.p.accent],
    [20, 16, s.p.near, s.p.light],
    [60, -44, s.p.light, s.p.accent],
  ] as const) {
    s.paper(circle(px, py, 19), fill, { place }).line(circle(px, py, 13), ring, { width: 2.5, place });
  }
};

export const drawTopic: Record<PosterTopic, DrawTopic> = {
  brush,
  dance: (s, x, y) => drawDancer(s, { x, y: y + 4, scale: 0.78 }, s.p.accent, s.p.gold, s.p.light),
  music,
  screen,
  lens,
  tea,
  flower,
  taichi,
  basketball,
  football,
  shuttle,
  pingpong,
  chess,
};
