import type { Guard } from './guards.ts';
import { type TortureOptions, type TortureReport, torture } from './torture.ts';

export interface Control {
  /** Violations of the kind that the missing guard is expected to let through; none when it was not missed. */
  readonly found: readonly string[];
  /** Whatever else was broken. */
  readonly others: readonly string[];
}

/**
 * Tortures without a guard, nothing being killed, until the checker finds what the guard prevents. Whether contenders
 * meet is up to the machine, so it is tried up to `tries` times, each with the next seed; a guard that is not needed
 * fails every time.
 */
export async function tortureWithout(
  guard: Guard,
  options: TortureOptions,
  tries: number,
  run: (options: TortureOptions) => Promise<TortureReport> = torture,
): Promise<Control> {
  const others = new Set<string>();
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const { violations } = await run({
      ...options,
      seed: options.seed + attempt,
      without: guard,
      killEvery: 0,
      killDatabaseEvery: 0,
    });
    const found = violations.filter((each) => each.startsWith(guard.finds));
    if (found.length > 0) return { found, others: [...others] };
    for (const violation of violations) others.add(violation);
  }
  return { found: [], others: [...others] };
}
