/** Day 1 of spreadsheets' own dates is 1 January 1900, and they believe in a 29 February of that year. */
const SHEET_EPOCH = Date.UTC(1899, 11, 30);

/** 2026-03-07, 2026/3/7, 2026.3.7, 2026年3月7日, or the number by which spreadsheets count days; null when it is none. */
export function readDay(text: string): string | null {
  const plain = text.normalize('NFKC');
  if (/^\d{5}(?:\.\d+)?$/.test(plain)) {
    const day = new Date(SHEET_EPOCH + Math.floor(Number(plain)) * 86_400_000).toISOString().slice(0, 10);
    return day >= '1900-03-01' ? day : null;
  }
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?$/.exec(plain);
  if (parts === null) return null;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 1900;
  return real ? at.toISOString().slice(0, 10) : null;
}
