import { circle, n, petals, rays, rect } from '../geometry.ts';
import { hills, ribbon } from '../objects.ts';
import type { Scene } from '../scene.ts';

/** A reel unrolls its film across a starry night; every frame is a little scene. */
export const film: Scene = (s) => {
  const { p, width } = s;
  const reel = { x: s.wide ? 132 : 84, y: s.wide ? 128 : 104, r: s.wide ? 100 : 78 };
  s.cut(rays(reel.x, reel.y, 60, 640, 9, -0.02, 0.3), p.haze);
  let stars = '';
  for (let star = 0; star < (s.wide ? 26 : 14); star++) {
    stars += circle(s.random() * width, s.random() * 220, 1 + s.random() * 2.2);
  }
  s.cut(stars, p.light, { opacity: 0.8 })
    .paper(circle(width - (s.wide ? 104 : 66), 74, s.wide ? 42 : 30), p.light)
    .cut(circle(width - (s.wide ? 90 : 56), 64, s.wide ? 36 : 26), p.sky)
    .paper(hills(width, 360, 300, 18, 1.4, s.random() * 6), p.far)
    .paper(
      circle(reel.x, reel.y, reel.r) +
        petals(reel.x, reel.y, reel.r * 0.58, 5, reel.r * 0.23, s.random()) +
        circle(reel.x, reel.y, reel.r * 0.14),
      p.gold,
      { drop: 6 },
    )
    .line(circle(reel.x, reel.y, reel.r * 0.9), p.near, { width: 3 })
    .line(circle(reel.x, reel.y, reel.r * 0.24), p.near, { width: 3 });
  const y = s.wide ? 204 : 186;
  const tall = s.wide ? 108 : 96;
  const from = -20;
  const swing = 20;
  const phase = s.random() * 2;
  s.paper(ribbon(from, width + 20, y, swing, 1, tall, phase), p.near, { drop: 7 });
  const frames = s.wide ? 5 : 3;
  const step = (width + 40) / frames;
  const height = (x: number) => y + swing * Math.sin(phase + ((x - from) / (width + 40)) * 2 * Math.PI);
  const slope = (x: number) => (Math.atan((height(x + 4) - height(x - 4)) / 8) * 180) / Math.PI;
  const holes: string[] = [];
  for (let x = from + 14; x < width + 20; x += 22) {
    holes.push(rect(x, height(x) + 6, 11, 9, 2), rect(x, height(x) + tall - 15, 11, 9, 2));
  }
  s.cut(holes.join(''), p.sky);
  const papers = [p.accent, p.gold, p.far, p.light, p.haze];
  for (let frame = 0; frame < frames; frame++) {
    const x = from + step * (frame + 0.5);
    const place = { x, y: height(x) + tall / 2, turn: slope(x) };
    const w = step * 0.84;
    const h = tall - 42;
    const fill = papers[(frame + Math.floor(s.random() * 2)) % papers.length] as string;
    const sun = n(-w * 0.22 + s.random() * w * 0.44);
    s.cut(rect(-w / 2, -h / 2, w, h, 5), fill, { place })
      .cut(circle(sun, -h * 0.1, h * 0.22), frame % 2 ? p.light : p.near, { place })
      .cut(
        `M${n(-w / 2)} ${n(h / 2)}L${n(-w * 0.2)} ${n(-h * 0.04)}L${n(w * 0.05)} ${n(h * 0.26)}L${n(w * 0.22)} ${n(h * 0.04)}L${n(w / 2)} ${n(h / 2)}z`,
        p.mid,
        { place },
      );
  }
};
