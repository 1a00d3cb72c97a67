import type { Seat, SeatLayout } from '@wengong/contract/seat-layout';

/** Where the map lies on the screen: a point of the map is at `x * scale + left`, `y * scale + top`, in CSS pixels. */
export interface View {
  readonly scale: number;
  readonly left: number;
  readonly top: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels a seat takes when it is large enough to be pressed. */
export const PRESSABLE = 44;
const LARGEST = 72;

type Bounds = SeatLayout['bounds'];

/** The whole house. */
export function wholeView({ left, right, top, bottom }: Bounds, size: Size): View {
  const scale = Math.min(size.width / (right - left), size.height / (bottom - top), PRESSABLE);
  return {
    scale,
    left: (size.width - (left + right) * scale) / 2,
    top: (size.height - (top + bottom) * scale) / 2,
  };
}

/** The view after zooming by `factor` round a point of the screen. */
export function zoomed(
  view: View,
  bounds: Bounds,
  size: Size,
  factor: number,
  at: { x: number; y: number },
): View {
  const least = wholeView(bounds, size).scale;
  const scale = Math.max(least, Math.min(LARGEST, view.scale * factor));
  const grown = scale / view.scale;
  return kept(
    { scale, left: at.x - (at.x - view.left) * grown, top: at.y - (at.y - view.top) * grown },
    bounds,
    size,
  );
}

/** The view moved by so many pixels. */
export const moved = (view: View, bounds: Bounds, size: Size, dx: number, dy: number): View =>
  kept({ ...view, left: view.left + dx, top: view.top + dy }, bounds, size);

/** No further than the edges of the house; what is smaller than the screen stays in its middle. */
function kept(view: View, bounds: Bounds, size: Size): View {
  const along = (offset: number, from: number, to: number, space: number) => {
    const [start, end] = [from * view.scale, to * view.scale];
    if (end - start <= space) return (space - start - end) / 2;
    return Math.min(-start, Math.max(space - end, offset));
  };
  return {
    scale: view.scale,
    left: along(view.left, bounds.left, bounds.right, size.width),
    top: along(view.top, bounds.top, bounds.bottom, size.height),
  };
}

/** The seat under a point of the screen; undefined between seats. Seats are found by their grid cell, not one by one. */
export function seatFinder(layout: SeatLayout): (view: View, x: number, y: number) => Seat | undefined {
  const cells = new Map<string, Seat[]>();
  const key = (x: number, y: number) => `${Math.floor(x)} ${Math.floor(y)}`;
  for (const seat of layout.seats) {
    const cell = key(seat.x, seat.y);
    cells.set(cell, [...(cells.get(cell) ?? []), seat]);
  }
  return (view, screenX, screenY) => {
    const [x, y] = [(screenX - view.left) / view.scale, (screenY - view.top) / view.scale];
    let best: Seat | undefined;
    let least = 0.62;
    for (const dx of [-1, 0, 1]) {
      for (const dy of [-1, 0, 1]) {
        for (const seat of cells.get(key(x + dx, y + dy)) ?? []) {
          const distance = Math.hypot(seat.x - x, seat.y - y);
          if (distance < least) [best, least] = [seat, distance];
        }
      }
    }
    return best;
  };
}

/** The seat that an arrow key leads to: along the row, or the nearest one of the next row. */
export function seatBeside(layout: SeatLayout, from: Seat, key: string): Seat | undefined {
  if (key === 'ArrowLeft' || key === 'ArrowRight') {
    const next = layout.seats[from.index + (key === 'ArrowLeft' ? -1 : 1)];
    return next?.row === from.row ? next : undefined;
  }
  const row = layout.rows[from.row + (key === 'ArrowUp' ? -1 : 1)];
  if (row === undefined) return undefined;
  return layout.seats
    .slice(row.first, row.first + row.count)
    .reduce((best, seat) => (Math.abs(seat.x - from.x) < Math.abs(best.x - from.x) ? seat : best));
}
