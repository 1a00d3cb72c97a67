/** One line of the output; the headline metric of a benchmark comes first. */
export interface Metric {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** What a user would pick instead, or the physical limit, measured in the same run. */
  readonly baseline?: { readonly name: string; readonly value: number };
}

/** Prints one JSON line; `ratio` is value over baseline. */
export function report(bench: string, { metric, value, unit, baseline }: Metric): void {
  const line = {
    bench,
    metric,
    value: rounded(value),
    unit,
    ...(baseline ? { baseline: { name: baseline.name, value: rounded(baseline.value) } } : {}),
    ...(baseline ? { ratio: rounded(value / baseline.value) } : {}),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

const rounded = (value: number) => Number(value.toPrecision(4));

/** The value below which the share `p` (0–1) of `values` lies. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;
}
