type Cell = string | number;

/** A CSV file for download: UTF-8 with a mark that spreadsheets need, lines ended as RFC 4180 says. */
export function csvFile(
  name: string,
  heading: readonly string[],
  rows: readonly (readonly Cell[])[],
): Response {
  const text = [heading, ...rows].map((row) => row.map(field).join(',')).join('\r\n');
  return new Response(`\uFEFF${text}\r\n`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`,
    },
  });
}

/** A text that begins like a formula is quoted with an apostrophe, so that no spreadsheet runs it. */
function field(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
