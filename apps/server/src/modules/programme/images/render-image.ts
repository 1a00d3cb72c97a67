import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { Problem } from '../../../kernel/errors.ts';

/** Widths in which a picture is kept, px; none is larger than the picture itself. */
const WIDTHS = [320, 640, 1280, 1920] as const;
const SMALLEST = 480;
/** More pixels than any camera of a palace takes: what claims more is refused before it is unpacked. */
const MOST_PIXELS = 50_000_000;
const SECONDS = 20;
/** Pictures unpacked at once in a process; each may need 200 MB for a moment. */
const AT_ONCE = 2;

// Decoders share the processor with everybody's requests, and a cache of unpacked pictures is worth nothing here.
sharp.concurrency(1);
sharp.cache(false);

export interface RenderedImage {
  /** Of the file as it was uploaded. */
  readonly hash: string;
  /** Of the largest one, px. */
  readonly width: number;
  readonly height: number;
  readonly files: readonly { readonly width: number; readonly bytes: Buffer }[];
}

let running = 0;
const waiting: (() => void)[] = [];

/**
 * An uploaded picture as WebP in a few widths, upright, in sRGB, without anything the camera wrote into it (place,
 * time, device). Throws `image-unreadable`, `image-too-large`, `image-too-small`.
 */
export async function renderImage(file: Buffer): Promise<RenderedImage> {
  if (!isPicture(file)) throw new Problem('image-unreadable');
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await render(file);
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** By its first bytes: what a browser calls it is not believed. */
function isPicture(file: Buffer): boolean {
  const starts = (hex: string) => file.subarray(0, hex.length / 2).toString('hex') === hex;
  const webp = file.subarray(0, 4).toString() === 'RIFF' && file.subarray(8, 12).toString() === 'WEBP';
  return starts('ffd8ff') || starts('89504e470d0a1a0a') || webp;
}

const open = (file: Buffer) => sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error' }).autoOrient();

async function render(file: Buffer): Promise<RenderedImage> {
  const { width, height } = await sizeOf(file);
  if (width < SMALLEST) throw new Problem('image-too-small');
  const largest = WIDTHS[WIDTHS.length - 1] ?? SMALLEST;
  const widths = [...new Set([...WIDTHS.filter((each) => each < width), Math.min(width, largest)])];
  const files: { width: number; bytes: Buffer }[] = [];
  try {
    for (const each of widths) {
      const bytes = await open(file)
        .resize({ width: each })
        .timeout({ seconds: SECONDS })
        .webp({ quality: 78 })
        .toBuffer();
      files.push({ width: each, bytes });
    }
  } catch {
    throw new Problem('image-unreadable');
  }
  const shown = Math.min(width, largest);
  return {
    hash: createHash('sha256').update(file).digest('hex').slice(0, 32),
    width: shown,
    height: Math.max(1, Math.round((height * shown) / width)),
    files,
  };
}

/** Width and height as it is to be seen, read from its head alone. */
async function sizeOf(file: Buffer): Promise<{ width: number; height: number }> {
  const head = await sharp(file, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Problem('image-unreadable');
    });
  if (head.width * head.height > MOST_PIXELS) throw new Problem('image-too-large');
  return head.autoOrient;
}
