import { FilterAPI, type Frame } from 'node-av';

/** Integrated loudness (EBU R 128), LUFS, of the sound that it hears. */
export class Loudness {
  readonly #meter = FilterAPI.create('ebur128=metadata=1:framelog=quiet', { allowReinit: true });
  #value: number | null = null;

  async hear(frame: Frame): Promise<void> {
    for (const measured of await this.#meter.processAll(frame)) {
      using held = measured;
      const text = held.getMetadata().get('lavfi.r128.I');
      if (text !== null && text !== undefined) this.#value = Number(text);
    }
  }

  /** Null for silence and for what is too short to be measured. */
  value(): number | null {
    const value = this.#value;
    this.#meter.close();
    return value === null || !Number.isFinite(value) || value <= -69 ? null : value;
  }
}
