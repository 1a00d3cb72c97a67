import type { SeatLayout } from '@wengong/contract/seat-layout';
import type { Palette } from './seat-dress.ts';
import type { Outlines } from './seat-painter.ts';
import { type Size, type View, wholeView } from './seat-view.ts';

/**
 * The whole house in a corner, with what is seen of it framed. The house is drawn once and then only copied: a finger
 * moves the frame sixty times a second, and 1,500 outlines each time would be half the work of moving the map.
 */
export class MiniMap {
  readonly #canvas: HTMLCanvasElement;
  #house: HTMLCanvasElement | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  set hidden(hidden: boolean) {
    this.#canvas.hidden = hidden;
  }

  /** Seats or colours have changed: the house is drawn anew next time. */
  forget(): void {
    this.#house = null;
  }

  /** `shown` is how the large map of size `large` stands. */
  draw(
    scene: { readonly layout: SeatLayout; readonly outlines: Outlines; readonly palette: Palette },
    shown: View,
    large: Size,
    density: number,
  ): void {
    const context = this.#canvas.getContext('2d');
    if (this.#canvas.hidden || context === null) return;
    const size = { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight };
    const whole = wholeView(scene.layout.bounds, size);
    const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
    if (width === 0 || height === 0) return;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      Object.assign(this.#canvas, { width, height });
      this.#house = null;
    }
    this.#house ??= drawn(scene, whole, { width, height }, density);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.#house, 0, 0);
    context.setTransform(density, 0, 0, density, 0, 0);
    const grown = whole.scale / shown.scale;
    context.strokeStyle = scene.palette.focus;
    context.lineWidth = 2;
    context.strokeRect(
      whole.left - shown.left * grown,
      whole.top - shown.top * grown,
      large.width * grown,
      large.height * grown,
    );
  }
}

function drawn(
  { outlines, palette }: { readonly outlines: Outlines; readonly palette: Palette },
  whole: View,
  { width, height }: Size,
  density: number,
): HTMLCanvasElement {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (context === null) return canvas;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, width, height);
  const scale = whole.scale * density;
  context.setTransform(scale, 0, 0, scale, whole.left * density, whole.top * density);
  for (const [state, path] of outlines.whole) {
    context.fillStyle = state === 'selected' ? palette.cinnabar : palette.line;
    if (state !== 'taken' && state !== 'blocked') context.fill(path);
  }
  return canvas;
}
