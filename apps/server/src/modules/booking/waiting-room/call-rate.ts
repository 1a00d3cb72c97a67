import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** Up to this share of the event loop's time at work, a process bears the full rate. */
const EASY = 0.7;
/** What remains of the rate when the loop has no time left. */
const LEAST = 0.1;

/** Calls a second that a process with so much of its time (0–1) at work bears, of a rate that all rooms share. */
export function bearableRate(rate: number, utilization: number, roomsCalling: number): number {
  const strain = Math.min(1, Math.max(0, (utilization - EASY) / (1 - EASY)));
  return Math.max(1, (rate * (1 - strain * (1 - LEAST))) / Math.max(1, roomsCalling));
}

/** How busy this process was since it was last asked, and which rooms call just now. */
export class CallRate {
  #before: EventLoopUtilization = performance.eventLoopUtilization();
  #utilization = 0;
  #measuredAt = 0;
  readonly #calling = new Map<string, number>();

  /** The rate for a room that calls at `now` (ms). */
  of(room: string, rate: number, now: number): number {
    this.#calling.set(room, now);
    for (const [name, at] of this.#calling) if (now - at > 5000) this.#calling.delete(name);
    if (now - this.#measuredAt >= 1000) {
      const current = performance.eventLoopUtilization();
      this.#utilization = performance.eventLoopUtilization(current, this.#before).utilization;
      this.#before = current;
      this.#measuredAt = now;
    }
    return bearableRate(rate, this.#utilization, this.#calling.size);
  }
}
