import type { Scene } from './seat-painter.ts';
import { PRESSABLE, type Size, type View, wholeView } from './seat-view.ts';

/**
 * The whole house in a corner, with what is seen of it framed. The house is drawn once; a finger moves only the frame,
 * which is an element of its own.
 */
export class MiniMap {
  readonly #root: HTMLElement;
  readonly #canvas: HTMLCanvasElement;
  readonly #frame: HTMLElement;
  #size: Size = { width: 0, height: 0 };
  #drawn = false;
  #framed = '';

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#canvas = root.querySelector('canvas') as HTMLCanvasElement;
    this.#frame = root.querySelector('i') as HTMLElement;
  }

  set hidden(hidden: boolean) {
    if (this.#root.hidden === hidden) return;
    this.#root.hidden = hidden;
    this.#drawn = false;
  }

  /** Seats or colours have changed: the house is drawn anew next time. */
  forget(): void {
    this.#drawn = false;
  }

  /** `shown` is how the large map of size `large` stands. */
  show(scene: Scene, shown: View, large: Size, density: number): void {
    if (this.#root.hidden) return;
    if (!this.#drawn) this.#draw(scene, density);
    this.#root.toggleAttribute('data-aside', this.#covers(scene.cursor, shown, large));
    const whole = wholeView(scene.layout.bounds, this.#size);
    const share = whole.scale / shown.scale;
    const framed = `${(large.width * share).toFixed(1)}px ${(large.height * share).toFixed(1)}px`;
    if (framed !== this.#framed) {
      const [width = '', height = ''] = framed.split(' ');
      Object.assign(this.#frame.style, { width, height });
      this.#framed = framed;
    }
    const [left, top] = [whole.left - shown.left * share, whole.top - shown.top * share];
    this.#frame.style.transform = `translate(${left}px, ${top}px)`;
  }

  /** Whether the seat that the keys are at lies under it, where it stands when it does not make way. */
  #covers(seat: Scene['cursor'], shown: View, large: Size): boolean {
    if (seat === null) return false;
    const [x, y] = [seat.x * shown.scale + shown.left, seat.y * shown.scale + shown.top];
    return x > large.width - this.#size.width - PRESSABLE && y < this.#size.height + PRESSABLE;
  }

  #draw({ layout, outlines, palette }: Scene, density: number): void {
    const context = this.#canvas.getContext('2d');
    this.#size = { width: this.#root.clientWidth, height: this.#root.clientHeight };
    if (context === null || this.#size.width === 0) return;
    const [width, height] = [this.#size.width * density, this.#size.height * density].map(Math.round);
    Object.assign(this.#canvas, { width, height });
    const whole = wholeView(layout.bounds, this.#size);
    const scale = whole.scale * density;
    context.setTransform(scale, 0, 0, scale, whole.left * density, whole.top * density);
    for (const [state, path] of outlines.whole) {
      context.fillStyle = state === 'selected' ? palette.cinnabar : palette.line;
      if (state !== 'taken' && state !== 'blocked') context.fill(path);
    }
    this.#drawn = true;
  }
}
