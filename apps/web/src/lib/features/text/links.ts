/** A piece of what somebody wrote; `href`: where it leads, null for words. */
export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

/** Addresses are ASCII: Chinese words and stops that follow without a space do not belong to them. */
const ADDRESS = /https:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]*[\w\-~/#=&%]/giu;

/**
 * What a stranger wrote, with the addresses in it as links: `https:` only, and none that names a user before its host,
 * as `https://bank.example@elsewhere.example` does to look like another.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { 0: address, index } of text.matchAll(ADDRESS)) {
    if (!isPlain(address)) continue;
    pieces.push({ text: text.slice(at, index), href: null }, { text: address, href: address });
    at = index + address.length;
  }
  return [...pieces, { text: text.slice(at), href: null }].filter((piece) => piece.text !== '');
}

function isPlain(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
