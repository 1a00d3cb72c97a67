import { Encoder, FF_ENCODER_MJPEG, FilterAPI, type Frame } from 'node-av';
import type { Plan } from '../orders.ts';
import { posterAt, posterFilter, spriteFilter } from './engine.ts';

/** Makes the poster and the sprite of the frames that it sees. */
export class Pictures {
  readonly #plan: Plan;
  readonly #sprite: FilterAPI;
  readonly #poster: FilterAPI;
  #chosen: Frame | null = null;
  #seen = 0;
  readonly #posterAt: number;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#sprite = FilterAPI.create(spriteFilter(plan), { allowReinit: true });
    this.#poster = FilterAPI.create(posterFilter(plan), { allowReinit: true });
    const rate = plan.framesPerSecond > 0 ? plan.framesPerSecond : 25;
    this.#posterAt = Math.floor((posterAt(plan.durationMs) / 1000) * rate);
  }

  async see(frame: Frame): Promise<void> {
    // A file shorter than it says has its first frame for a poster.
    if (this.#seen === 0 || this.#seen === this.#posterAt) {
      const [chosen] = await this.#poster.processAll(frame);
      if (chosen !== undefined) {
        this.#chosen?.free();
        this.#chosen = chosen;
      }
    }
    this.#seen++;
    await this.#keep(await this.#sprite.processAll(frame));
  }

  /** JPEG files; null when there was nothing to make them of. */
  async finish(): Promise<{ poster: Buffer | null; sprite: Buffer | null }> {
    await this.#keep(await this.#sprite.processAll(null));
    for await (const frame of this.#sprite.flushFrames()) await this.#keep([frame]);
    const poster = this.#chosen === null ? null : await jpeg(this.#chosen);
    const sprite = this.#grid === null ? null : await jpeg(this.#grid);
    this.#chosen?.free();
    this.#grid?.free();
    this.#sprite.close();
    this.#poster.close();
    return { poster, sprite: this.#plan.sprite.count > 0 ? sprite : null };
  }

  #grid: Frame | null = null;

  /** The first full grid is the sprite; what a longer file than announced adds is left out. */
  async #keep(frames: readonly Frame[]): Promise<void> {
    for (const frame of frames) {
      if (this.#grid === null) this.#grid = frame;
      else frame.free();
    }
  }
}

const jpeg = (frame: Frame): Promise<Buffer> =>
  Encoder.encodeOne(FF_ENCODER_MJPEG, frame, { autoFormat: true, options: { qscale: 4 } as never });
