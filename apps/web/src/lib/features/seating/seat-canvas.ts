import type { Seat, SeatLayout } from '@wengong/contract/seat-layout';
import { type Palette, paletteOf, type SeatState } from './seat-dress.ts';
import { MiniMap } from './seat-mini.ts';
import { type Outlines, outlinesOf, type Scene } from './seat-painter.ts';
import { Plate } from './seat-plate.ts';
import { moved, PRESSABLE, type Size, seatFinder, type View, wholeView, zoomed } from './seat-view.ts';

interface Events {
  /** A seat was pressed while it was large enough to be meant. */
  press(seat: Seat): void;
}

/** Less than this is a press and not a drag, px. */
const STEADY = 8;
/** The hand rests after so long without a movement, ms: what was moved as a picture is drawn sharp. */
const REST_MS = 120;

/**
 * The map on a canvas: drawn when the house changes or the hand rests, moved as a picture in between; zooms and pans
 * with fingers, mouse or wheel. A press on a house that is too small to be pressed zooms in on the place.
 */
export class SeatCanvas {
  /** The window the map is seen through. */
  readonly #frame: HTMLElement;
  readonly #plate: Plate;
  readonly #mini: MiniMap;
  readonly #layout: SeatLayout;
  readonly #stateOf: (seat: Seat) => SeatState;
  readonly #front: string;
  readonly #events: Events;
  readonly #find: ReturnType<typeof seatFinder>;
  readonly #fingers = new Map<number, { x: number; y: number }>();
  #outlines: Outlines = { whole: new Map(), rows: [] };
  #palette: Palette;
  #size: Size = { width: 0, height: 0 };
  #view: View = { scale: 1, left: 0, top: 0 };
  #cursor: Seat | null = null;
  #asked = 0;
  #still = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #travelled = 0;

  constructor(
    elements: { readonly frame: HTMLElement; readonly canvas: HTMLCanvasElement; readonly mini: HTMLElement },
    house: { readonly layout: SeatLayout; readonly front: string; stateOf(seat: Seat): SeatState },
    events: Events,
  ) {
    this.#frame = elements.frame;
    this.#plate = new Plate(elements.canvas);
    this.#mini = new MiniMap(elements.mini);
    this.#layout = house.layout;
    this.#front = house.front;
    this.#stateOf = house.stateOf;
    this.#events = events;
    this.#find = seatFinder(house.layout);
    this.#palette = paletteOf(elements.frame);
    this.refresh();
    this.#listen();
    new ResizeObserver(() => this.#resize()).observe(elements.frame);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
      this.#palette = paletteOf(elements.frame);
      this.#mini.forget();
      this.#draw();
    });
  }

  /** States have changed: paths are made anew. */
  refresh(): void {
    this.#outlines = outlinesOf(this.#layout, this.#stateOf);
    this.#mini.forget();
    this.#draw();
  }

  /** Puts the keys' mark on a seat and brings it into view. */
  show(seat: Seat): void {
    this.#cursor = seat;
    const { width, height } = this.#size;
    if (this.#view.scale < 24) this.#zoom(PRESSABLE / this.#view.scale, this.#pointOf(seat));
    const { x, y } = this.#pointOf(seat);
    const beyond = (at: number, space: number) =>
      at < PRESSABLE ? PRESSABLE - at : at > space - PRESSABLE ? space - PRESSABLE - at : 0;
    this.#view = moved(this.#view, this.#layout.bounds, this.#size, beyond(x, width), beyond(y, height));
    this.#draw();
  }

  /** Brings a seat into the middle, large enough to be pressed. */
  centre(seat: Seat): void {
    this.#zoom(PRESSABLE / this.#view.scale, this.#pointOf(seat));
    const { x, y } = this.#pointOf(seat);
    const { width, height } = this.#size;
    this.#view = moved(this.#view, this.#layout.bounds, this.#size, width / 2 - x, height / 2 - y);
    this.#draw();
  }

  hideCursor(): void {
    this.#cursor = null;
    this.#draw();
  }

  zoom(factor: number): void {
    this.#zoom(factor, { x: this.#size.width / 2, y: this.#size.height / 2 });
  }

  whole(): void {
    this.#view = wholeView(this.#layout.bounds, this.#size);
    this.#settle();
  }

  #pointOf({ x, y }: Seat) {
    return { x: x * this.#view.scale + this.#view.left, y: y * this.#view.scale + this.#view.top };
  }

  #zoom(factor: number, at: { x: number; y: number }): void {
    this.#view = zoomed(this.#view, this.#layout.bounds, this.#size, factor, at);
    this.#settle();
  }

  /** A small map lets the finger scroll the page; a large one moves itself. */
  #settle(): void {
    const whole = this.#view.scale <= wholeView(this.#layout.bounds, this.#size).scale * 1.01;
    this.#frame.style.touchAction = whole ? 'pan-y' : 'none';
    this.#mini.hidden = whole;
    this.#move();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#frame;
    if (width === 0 || height === 0) return;
    const first = this.#size.width === 0;
    this.#size = { width, height };
    this.#plate.resize(this.#size, this.#density());
    this.#view = first
      ? wholeView(this.#layout.bounds, this.#size)
      : moved(this.#view, this.#layout.bounds, this.#size, 0, 0);
    this.#settle();
  }

  /** Two dots a pixel are sharp enough, and half the work of three. */
  #density(): number {
    return Math.min(devicePixelRatio || 1, 2);
  }

  /** What is drawn has changed. */
  #draw(): void {
    this.#plate.forget();
    this.#move();
  }

  /** Only where the map stands has changed. */
  #move(): void {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#ask(true), REST_MS);
    this.#ask(false);
  }

  #ask(still: boolean): void {
    this.#still = still;
    if (this.#asked !== 0 || this.#size.width === 0) return;
    this.#asked = requestAnimationFrame(() => {
      this.#asked = 0;
      const scene = this.#scene();
      this.#plate.show(this.#view, scene, this.#still);
      this.#mini.show(scene, this.#view, this.#size, this.#density());
    });
  }

  #scene(): Scene {
    return {
      layout: this.#layout,
      outlines: this.#outlines,
      stateOf: this.#stateOf,
      palette: this.#palette,
      cursor: this.#cursor,
      front: this.#front,
    };
  }

  #listen(): void {
    const frame = this.#frame;
    frame.addEventListener('pointerdown', (event) => {
      if (this.#fingers.size === 0) this.#travelled = 0;
      this.#fingers.set(event.pointerId, this.#placeOf(event));
    });
    frame.addEventListener('pointermove', (event) => this.#drag(event));
    frame.addEventListener('pointerup', (event) => {
      const alone = this.#fingers.size === 1 && this.#fingers.has(event.pointerId);
      this.#fingers.delete(event.pointerId);
      if (alone && this.#travelled < STEADY) this.#press(this.#placeOf(event));
    });
    frame.addEventListener('pointercancel', (event) => this.#fingers.delete(event.pointerId));
    frame.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        this.#zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, this.#placeOf(event));
      },
      { passive: false },
    );
  }

  #placeOf({ clientX, clientY }: MouseEvent): { x: number; y: number } {
    const { left, top } = this.#frame.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #drag(event: PointerEvent): void {
    const before = this.#fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = this.#placeOf(event);
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    this.#travelled += Math.hypot(dx, dy);
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.#fingers.set(event.pointerId, now);
    if (other !== undefined) {
      const apart = (finger: { x: number; y: number }) => Math.hypot(finger.x - other.x, finger.y - other.y);
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      this.#zoom(apart(now) / Math.max(1, apart(before)), middle);
      return;
    }
    if (this.#travelled < STEADY) return;
    if (!this.#frame.hasPointerCapture(event.pointerId)) this.#frame.setPointerCapture(event.pointerId);
    this.#view = moved(this.#view, this.#layout.bounds, this.#size, dx, dy);
    this.#move();
  }

  #press({ x, y }: { x: number; y: number }): void {
    // A mouse points more exactly than a finger.
    const enough = matchMedia('(pointer: fine)').matches ? 14 : PRESSABLE * 0.75;
    if (this.#view.scale < enough) {
      this.#zoom(PRESSABLE / this.#view.scale, { x, y });
      return;
    }
    const seat = this.#find(this.#view, x, y);
    if (seat !== undefined) this.#events.press(seat);
  }
}
