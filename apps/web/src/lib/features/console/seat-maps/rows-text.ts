import type { SeatRow } from '@wengong/contract/venue-seat-map';

/** Rows of a section as somebody types them: `1-3: 8 16 8`, seats of each block, one line a row or several alike. */
export function rowsOf(text: string): { rows: SeatRow[]; wrong: string | null } {
  const rows: SeatRow[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const parts = /^(\w{1,4})(?:\s*[-–]\s*(\d{1,3}))?\s*[:：]\s*(\d[\d\s,，+]*)$/.exec(line);
    const blocks =
      parts?.[3]
        ?.split(/[\s,，+]+/)
        .filter(Boolean)
        .map(Number) ?? [];
    if (parts?.[1] === undefined || blocks.length > 8 || blocks.some((size) => size < 1 || size > 100)) {
      return { rows, wrong: line };
    }
    const first = Number(parts[1]);
    const last = parts[2] === undefined ? first : Number(parts[2]);
    if (parts[2] === undefined) rows.push({ name: parts[1], blocks });
    else if (Number.isNaN(first) || last < first || last - first > 80) return { rows, wrong: line };
    else for (let name = first; name <= last; name += 1) rows.push({ name: String(name), blocks });
  }
  return { rows, wrong: null };
}

/** The same the other way: rows alike that follow each other on one line. */
export function textOf(rows: readonly SeatRow[]): string {
  const lines: { first: string; last: string; blocks: string }[] = [];
  for (const { name, blocks } of rows) {
    const before = lines.at(-1);
    const same = before?.blocks === blocks.join(' ') && Number(name) === Number(before.last) + 1;
    if (before && same) before.last = name;
    else lines.push({ first: name, last: name, blocks: blocks.join(' ') });
  }
  return lines
    .map(({ first, last, blocks }) => `${first === last ? first : `${first}-${last}`}: ${blocks}`)
    .join('\n');
}
