import { createHash } from 'node:crypto';
import sharp, { type ResizeOptions } from 'sharp';
import { Problem } from '../errors.ts';

/** More pixels than any camera takes: what claims more is refused before it is unpacked. */
const MOST_PIXELS = 50_000_000;
/** WebP knows no longer side, px; a phone's picture of a long list can have one. */
const LONGEST_SIDE = 16_383;
const SECONDS = 20;
/** Pictures unpacked at once in a process; each may need 200 MB for a moment. */
const AT_ONCE = 2;

// Decoders share the processor with everybody's requests, and a cache of unpacked pictures is worth nothing here.
sharp.concurrency(1);
sharp.cache(false);

export interface UnpackedPicture {
  /** SHA-256 of the file as it was sent, hexadecimal. */
  readonly sha256: string;
  /** As it is to be seen, px. */
  readonly width: number;
  readonly height: number;
  /** As WebP, upright, in sRGB, without anything the camera wrote into it (place, time, device); never enlarged. */
  webp(box: Pick<ResizeOptions, 'width' | 'height' | 'fit' | 'position'>): Promise<Buffer>;
}

let running = 0;
const waiting: (() => void)[] = [];

/** Hands a picture that somebody sent to `work`. Throws `image-unreadable`, `image-too-large`. */
export async function unpackPicture<T>(
  file: Buffer,
  work: (picture: UnpackedPicture) => Promise<T>,
): Promise<T> {
  if (!isPicture(file)) throw new Problem('image-unreadable');
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    const sha256 = createHash('sha256').update(file).digest('hex');
    return await work({ sha256, ...(await sizeOf(file)), webp: (box) => webp(file, box) });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** By its first bytes: what a browser calls it is not believed. */
function isPicture(file: Buffer): boolean {
  const starts = (hex: string) => file.subarray(0, hex.length / 2).toString('hex') === hex;
  const isWebp = file.subarray(0, 4).toString() === 'RIFF' && file.subarray(8, 12).toString() === 'WEBP';
  return starts('ffd8ff') || starts('89504e470d0a1a0a') || isWebp;
}

async function webp(file: Buffer, box: ResizeOptions): Promise<Buffer> {
  try {
    return await sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ height: LONGEST_SIDE, fit: 'inside', ...box, withoutEnlargement: true })
      .timeout({ seconds: SECONDS })
      .webp({ quality: 78 })
      .toBuffer();
  } catch (cause) {
    throw new Problem('image-unreadable', {}, { cause });
  }
}

/** Width and height as it is to be seen, read from its head alone. */
async function sizeOf(file: Buffer): Promise<{ width: number; height: number }> {
  const head = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch((cause) => {
      throw new Problem('image-unreadable', {}, { cause });
    });
  if (head.width * head.height > MOST_PIXELS) throw new Problem('image-too-large');
  return { width: head.autoOrient.width, height: head.autoOrient.height };
}
