/** A play is this much watched, or half of a short video, ms. */
const ENOUGH_MS = 10_000;

/** Different parts that must be watched for a play of a video of `durationMs`, ms. */
export const countsAfter = (durationMs: number): number => Math.min(ENOUGH_MS, Math.ceil(durationMs / 2));

/** Time that parts cover together, ms; watching a part again adds nothing, and nothing lies outside the video. */
export function distinctTime(parts: readonly (readonly [number, number])[], durationMs: number): number {
  const sorted = parts
    .map(([from, to]): [number, number] => [Math.max(0, from), Math.min(to, durationMs)])
    .filter(([from, to]) => to > from)
    .toSorted((a, b) => a[0] - b[0]);
  let covered = 0;
  let reached = 0;
  for (const [from, to] of sorted) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
}

/**
 * Whether what a player reports is a play: enough different parts, and not faster than the clock went since the token was
 * given.
 */
export const isPlay = (
  { durationMs, elapsedMs }: { readonly durationMs: number; readonly elapsedMs: number },
  parts: readonly (readonly [number, number])[],
): boolean => {
  const needed = countsAfter(durationMs);
  return elapsedMs >= needed && distinctTime(parts, durationMs) >= needed;
};
