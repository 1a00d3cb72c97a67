import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { create, type Font } from 'fontkit';

/**
 * Letters for pictures and PDF files that the server makes: Noto Serif SC, semi-bold, 8,000 characters of simplified
 * Chinese with Latin letters (SIL Open Font Licence, OFL.txt). A server has no Chinese font of its own.
 */
const FILE = new URL('./noto-serif-sc.ttf.br', import.meta.url);

/** Stands for a character that the font lacks, as printers do it. */
const LACKING = '〓';

let bytes: Buffer | null = null;
let font: Font | null = null;

/** The font as TrueType. Read once, when the first picture or file is made. */
export function fontBytes(): Buffer {
  bytes ??= brotliDecompressSync(readFileSync(FILE));
  return bytes;
}

function theFont(): Font {
  font ??= create(fontBytes()) as Font;
  return font;
}

/** A text of which every character can be drawn: what the font lacks is replaced by 〓, emoji are left out. */
export const drawable = (text: string): string =>
  Array.from(
    text.normalize('NFC').replaceAll(/\p{Extended_Pictographic}|\p{Cf}|\p{Cc}|\uFE0F/gu, ''),
    (letter) => (theFont().hasGlyphForCodePoint(letter.codePointAt(0) as number) ? letter : LACKING),
  ).join('');

/** Whether every character of a text can be drawn. */
export const isDrawable = (text: string): boolean => drawable(text) === text;

/** Width of a line in the unit of `size`. */
export const widthOf = (text: string, size: number): number =>
  (theFont().layout(drawable(text)).advanceWidth * size) / theFont().unitsPerEm;

/** A line cut so that it is no wider than `width`, with … where something is left out. */
export function fitted(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/** What may not be torn apart: a Latin word or a character, with the marks that may not begin or end a line. */
const PARTS =
  /[（《「『“‘【]*(?:[\p{L}\p{N}](?<=[\p{Script=Latin}\d])[\p{Script=Latin}\d'’-]*|[^\s])[，。、；：！？）》」』”’】…·,.;:!?)%]*|\s+/gu;

/** A text in lines no wider than `width`, `most` at most; Chinese breaks anywhere, Latin between words. */
export function linesOf(
  text: string,
  size: number,
  { width, most }: { readonly width: number; readonly most: number },
): string[] {
  const lines: string[] = [];
  let line = '';
  const parts = (text.match(PARTS) ?? []).flatMap((part) =>
    // A word wider than the line is broken as a last resort.
    widthOf(part, size) > width ? Array.from(part) : [part],
  );
  for (const [at, part] of parts.entries()) {
    if (line !== '' && widthOf(line + part.trimEnd(), size) > width) {
      if (lines.length === most - 1) return [...lines, fitted(line + parts.slice(at).join(''), size, width)];
      lines.push(line.trim());
      line = '';
    }
    line += part;
  }
  if (line.trim() !== '') lines.push(fitted(line.trim(), size, width));
  return lines;
}

/** A line as an SVG path, so that whatever draws it needs no font; `x`, `y`: where its baseline begins. */
export function pathOf(
  text: string,
  at: { readonly x: number; readonly y: number; readonly size: number },
): string {
  const run = theFont().layout(drawable(text));
  const scale = at.size / theFont().unitsPerEm;
  let x = at.x;
  const parts = run.glyphs.map((glyph, index) => {
    const place = run.positions[index];
    const path = glyph.path.scale(scale, -scale).translate(x + (place?.xOffset ?? 0) * scale, at.y);
    x += (place?.xAdvance ?? 0) * scale;
    return path.toSVG();
  });
  return parts.join('');
}
