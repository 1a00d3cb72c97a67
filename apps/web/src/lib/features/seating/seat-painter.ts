import type { Seat, SeatLayout } from '@wengong/contract/seat-layout';
import { dress, type Palette, type SeatState } from './seat-dress.ts';
import type { View } from './seat-view.ts';

/** Half the width of a seat. */
const HALF = 0.42;

/**
 * A seat's outline at a scale of one: what tells states apart without colour is the shape. Ordinary seats are chairs
 * (square, round at the back), places for wheelchairs circles, companions' seats diamonds, poor views lack a corner,
 * taken ones are small.
 */
function outline(path: Path2D, seat: Seat, state: SeatState): void {
  const { x, y } = seat;
  if (state === 'wheelchair') {
    path.moveTo(x + HALF, y);
    path.arc(x, y, HALF, 0, 2 * Math.PI);
    return;
  }
  const half = state === 'taken' || state === 'blocked' ? HALF * 0.5 : HALF;
  const cut = state === 'companion' ? half : 0;
  const top = state === 'restricted' ? half * 1.1 : cut;
  const points: [number, number][] = [
    [-half, -half + cut],
    [-half + cut, -half],
    [half - top, -half],
    [half, -half + top],
    [half, half - cut],
    [half - cut, half],
    [-half + cut, half],
    [-half, half - cut],
  ];
  const [cos, sin] = [Math.cos(-seat.turn), Math.sin(-seat.turn)];
  for (const [index, [px, py]] of points.entries()) {
    const at = [x + px * cos - py * sin, y + px * sin + py * cos] as const;
    if (index === 0) path.moveTo(...at);
    else path.lineTo(...at);
  }
  path.closePath();
}

/** The outlines of a house: all seats of a state as one path, and the same row by row, to leave out what is not seen. */
export interface Outlines {
  readonly whole: ReadonlyMap<SeatState, Path2D>;
  readonly rows: readonly {
    readonly top: number;
    readonly bottom: number;
    readonly paths: ReadonlyMap<SeatState, Path2D>;
  }[];
}

export function outlinesOf(layout: SeatLayout, stateOf: (seat: Seat) => SeatState): Outlines {
  const whole = new Map<SeatState, Path2D>();
  const rows = layout.rows.map(({ first, count }) => {
    const paths = new Map<SeatState, Path2D>();
    const seats = layout.seats.slice(first, first + count);
    for (const seat of seats) outline(pathOf(paths, stateOf(seat)), seat, stateOf(seat));
    for (const [state, path] of paths) pathOf(whole, state).addPath(path);
    const depths = seats.map((seat) => seat.y);
    return { top: Math.min(...depths) - 1, bottom: Math.max(...depths) + 1, paths };
  });
  return { whole, rows };
}

function pathOf(paths: Map<SeatState, Path2D>, state: SeatState): Path2D {
  const path = paths.get(state) ?? new Path2D();
  paths.set(state, path);
  return path;
}

export interface Scene {
  readonly layout: SeatLayout;
  readonly outlines: Outlines;
  readonly stateOf: (seat: Seat) => SeatState;
  readonly palette: Palette;
  /** The seat that the keys are at. */
  readonly cursor: Seat | null;
  readonly front: string;
}

/** Draws the house as `view` shows it; numbers and row names once there is room for them. */
export function paint(context: CanvasRenderingContext2D, view: View, scene: Scene, density: number): void {
  const { canvas } = context;
  const { palette } = scene;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  const scale = view.scale * density;
  context.setTransform(scale, 0, 0, scale, view.left * density, view.top * density);
  paintFront(context, scene);
  const shown = {
    left: -view.left / view.scale - 1,
    right: (canvas.width / density - view.left) / view.scale + 1,
    top: -view.top / view.scale - 1,
    bottom: (canvas.height / density - view.top) / view.scale + 1,
  };
  paintSeats(context, scene, view, shown);
  paintNames(context, scene, view, shown);
  if (scene.cursor !== null) {
    context.strokeStyle = palette.focus;
    context.lineWidth = Math.max(0.1, 3 / view.scale);
    context.strokeRect(scene.cursor.x - 0.5, scene.cursor.y - 0.5, 1, 1);
  }
}

/** Small seats are filled at once, in the colour of their edge; large ones row by row, those that are seen. */
function paintSeats(context: CanvasRenderingContext2D, scene: Scene, view: View, shown: Shown): void {
  const colors = dress(scene.palette);
  if (view.scale < 12) {
    for (const [state, path] of scene.outlines.whole) {
      context.fillStyle = colors[state][1];
      context.fill(path);
    }
    return;
  }
  context.lineWidth = Math.max(0.04, 1 / view.scale);
  for (const row of scene.outlines.rows) {
    if (row.bottom < shown.top || row.top > shown.bottom) continue;
    for (const [state, path] of row.paths) {
      const [fill, stroke] = colors[state];
      context.fillStyle = fill;
      context.fill(path);
      if (state === 'taken' || state === 'blocked') continue;
      context.strokeStyle = stroke;
      context.stroke(path);
    }
  }
}

function paintFront(context: CanvasRenderingContext2D, { layout, palette, front }: Scene): void {
  const half = Math.min(9, (layout.bounds.right - layout.bounds.left) / 3);
  const { top } = layout.bounds;
  context.beginPath();
  context.moveTo(-half, top + 0.6);
  context.lineTo(half, top + 0.6);
  context.lineTo(half * 0.85, top + 2.4);
  context.lineTo(-half * 0.85, top + 2.4);
  context.closePath();
  context.fillStyle = palette.sunken;
  context.fill();
  context.strokeStyle = palette.line;
  context.lineWidth = 0.08;
  context.stroke();
  write(context, front, 0, top + 1.5, 1.2, palette.ink, palette.font);
}

interface Shown {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function paintNames(context: CanvasRenderingContext2D, scene: Scene, view: View, shown: Shown): void {
  const { layout, palette } = scene;
  const inside = ({ x, y }: Seat) => x > shown.left && x < shown.right && y > shown.top && y < shown.bottom;
  if (view.scale >= 15) paintRowNames(context, scene, shown);
  if (view.scale < 24) {
    for (const seat of layout.seats) {
      if (view.scale >= 7 && scene.stateOf(seat) === 'selected') tick(context, seat, palette.onFill);
    }
    return;
  }
  for (const seat of layout.seats) {
    if (!inside(seat)) continue;
    const state = scene.stateOf(seat);
    if (state === 'taken' || state === 'blocked') continue;
    if (state === 'selected') tick(context, seat, palette.onFill);
    else
      write(
        context,
        String(seat.number),
        seat.x,
        seat.y,
        0.36,
        state === 'wheelchair' || state === 'companion' ? palette.wheat : palette.jade,
        palette.font,
      );
  }
}

/** Beside the first seat of each row that is seen, so that who has zoomed in knows where they are. */
function paintRowNames(context: CanvasRenderingContext2D, { layout, palette }: Scene, shown: Shown): void {
  for (const row of layout.rows) {
    const seats = layout.seats.slice(row.first, row.first + row.count);
    const first = seats.find(({ x, y }) => x > shown.left + 2 && y > shown.top && y < shown.bottom);
    if (first === undefined || first.x > shown.right) continue;
    const x = first.x - 0.95;
    context.globalAlpha = 0.85;
    context.fillStyle = palette.surface;
    context.fillRect(x - 0.36, first.y - 0.32, 0.72, 0.64);
    context.globalAlpha = 1;
    write(context, row.name, x, first.y, 0.44, palette.ink, palette.font);
  }
}

function tick(context: CanvasRenderingContext2D, { x, y }: Seat, color: string): void {
  context.beginPath();
  context.moveTo(x - 0.2, y);
  context.lineTo(x - 0.05, y + 0.17);
  context.lineTo(x + 0.22, y - 0.17);
  context.strokeStyle = color;
  context.lineWidth = 0.11;
  context.stroke();
}

function write(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  size: number,
  color: string,
  font: string,
): void {
  context.save();
  // Type of less than a pixel is not drawn everywhere: it is written large and shrunk.
  context.translate(x, y);
  context.scale(size / 32, size / 32);
  context.font = `600 32px ${font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = color;
  context.fillText(text, 0, 0);
  context.restore();
}
