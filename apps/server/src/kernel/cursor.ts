import { Problem } from './errors.ts';

/** Packs the sort key of a page's last row into an opaque cursor. */
export const encodeCursor = (parts: readonly string[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Unpacks a cursor of `length` parts; null when there is none. Throws `invalid-request` when it is damaged. */
export function decodeCursor(cursor: string | undefined, length: number): string[] | null {
  if (cursor === undefined) return null;
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === length && parts.every((part) => typeof part === 'string')) {
      return parts;
    }
  } catch {
    // Falls through to the problem below.
  }
  throw new Problem('invalid-request', {
    details: 'cursor: start again from the first page',
  });
}
