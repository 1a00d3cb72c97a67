import { paint, type Scene } from './seat-painter.ts';
import type { Size, View } from './seat-view.ts';

/** How far the picture reaches beyond each edge of its window, in windows. */
const MARGIN = 0.5;
/** Grown or shrunk by more than this, the picture is drawn anew; by less it is only blurred until the hand rests. */
const GROWN = 1.7;

/**
 * The map as it was painted last, larger than the window it is seen through. While a finger moves it, the browser's
 * compositor moves the finished picture: nothing is laid out, nothing painted, however many seats there are.
 */
export class Plate {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  #window: Size = { width: 0, height: 0 };
  #density = 1;
  #painted: View | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d') as CanvasRenderingContext2D;
  }

  /** `density`: dots a pixel. */
  resize(size: Size, density: number): void {
    this.#window = size;
    this.#density = density;
    const [width, height] = [size.width * (1 + 2 * MARGIN), size.height * (1 + 2 * MARGIN)];
    Object.assign(this.#canvas, { width: Math.round(width * density), height: Math.round(height * density) });
    Object.assign(this.#canvas.style, {
      width: `${width}px`,
      height: `${height}px`,
      left: `${-size.width * MARGIN}px`,
      top: `${-size.height * MARGIN}px`,
    });
    this.#painted = null;
  }

  /** What is painted is no longer true. */
  forget(): void {
    this.#painted = null;
  }

  /** Shows the house as `view` says: sharp at once when `still`, else with what is painted as long as that will do. */
  show(view: View, scene: Scene, still: boolean): void {
    const at = this.#painted;
    const same = at?.scale === view.scale && at.left === view.left && at.top === view.top;
    if (at === null || (still && !same) || !this.#reaches(at, view)) this.#paint(view, scene);
    else this.#place(at, view);
  }

  #paint(view: View, scene: Scene): void {
    const { width, height } = this.#window;
    const within = { ...view, left: view.left + width * MARGIN, top: view.top + height * MARGIN };
    paint(this.#context, within, scene, this.#density);
    this.#painted = view;
    this.#canvas.style.transform = 'none';
  }

  #place(at: View, view: View): void {
    const grown = view.scale / at.scale;
    const [x, y] = [MARGIN * this.#window.width, MARGIN * this.#window.height];
    const left = x + view.left - (x + at.left) * grown;
    const top = y + view.top - (y + at.top) * grown;
    this.#canvas.style.transform = `translate(${left}px, ${top}px) scale(${grown})`;
  }

  /** Whether the picture painted for `at` fills the window under `view`. */
  #reaches(at: View, view: View): boolean {
    const grown = view.scale / at.scale;
    if (grown > GROWN || grown < 1 / GROWN) return false;
    const fills = (space: number, painted: number, wanted: number) => {
      const edge = (place: number) => (place - painted) * grown + wanted;
      return edge(-MARGIN * space) <= 0 && edge((1 + MARGIN) * space) >= space;
    };
    return fills(this.#window.width, at.left, view.left) && fills(this.#window.height, at.top, view.top);
  }
}
