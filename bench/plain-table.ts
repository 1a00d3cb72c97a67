/** What one would write first: every row of the list in the page, with the same eight cells. */
export function plainTable(rows: number): string {
  const row = (index: number) =>
    `<tr><td><b>王秀英</b><td>139****0000<td><a href="#">劳模风采展</a><td>11月23日 周一 09:00–17:00<td>1<td><i>已确认</i>
      <td>免费<td>11月${1 + (index % 30)}日 周一 08:00`;
  return `<!doctype html><style>
    body { margin: 2rem; font: 16px/1.5 sans-serif }
    table { width: 100%; border-collapse: collapse; table-layout: fixed }
    td { height: 3.25rem; padding: 0.5rem 1rem; border-bottom: 1px solid #ddd }
    </style><table>${Array.from({ length: rows }, (_, index) => row(index)).join('')}</table>`;
}
