import { createHash } from 'node:crypto';
import sharp from 'sharp';

/** Width of a shared picture, px: what platforms ask for. */
export const SHARE_WIDTH = 1200;
/** Pictures kept in memory, some 30 KB each. */
const KEPT = 200;

const made = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();

/**
 * A drawing as PNG, for the platforms that show no SVG beside a shared link. Each is made once, however many ask at the
 * same time, and one after the other: requests of readers come first. Those not asked for longest are forgotten.
 */
export function sharePicture(svg: string): Promise<Buffer> {
  const key = createHash('sha256').update(svg).digest('base64url');
  const picture = made.get(key) ?? inTurn(svg);
  made.delete(key);
  made.set(key, picture);
  picture.catch(() => made.delete(key));
  for (const oldest of made.keys()) {
    if (made.size <= KEPT) break;
    made.delete(oldest);
  }
  return picture;
}

function inTurn(svg: string): Promise<Buffer> {
  const picture = last.then(() => draw(svg));
  last = picture.catch(() => undefined);
  return picture;
}

const draw = (svg: string): Promise<Buffer> =>
  // Drawn larger than it stands in the file, and then fitted exactly.
  sharp(Buffer.from(svg), { density: 144 }).resize(SHARE_WIDTH).png({ palette: true }).toBuffer();
