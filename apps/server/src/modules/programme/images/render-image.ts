import { Problem } from '../../../kernel/errors.ts';
import { unpackPicture } from '../../../kernel/pictures/unpack-picture.ts';

/** Widths in which a picture is kept, px; none is larger than the picture itself. */
const WIDTHS = [320, 640, 1280, 1920] as const;
const SMALLEST = 480;

export interface RenderedImage {
  /** Of the file as it was uploaded. */
  readonly hash: string;
  /** Of the largest one, px. */
  readonly width: number;
  readonly height: number;
  readonly files: readonly { readonly width: number; readonly bytes: Buffer }[];
}

/** An uploaded picture in a few widths. Throws `image-unreadable`, `image-too-large`, `image-too-small`. */
export const renderImage = (file: Buffer): Promise<RenderedImage> =>
  unpackPicture(file, async ({ sha256, width, height, webp }) => {
    if (width < SMALLEST) throw new Problem('image-too-small');
    const largest = WIDTHS[WIDTHS.length - 1] ?? SMALLEST;
    const widths = [...new Set([...WIDTHS.filter((each) => each < width), Math.min(width, largest)])];
    const files: { width: number; bytes: Buffer }[] = [];
    for (const each of widths) files.push({ width: each, bytes: await webp({ width: each }) });
    const shown = Math.min(width, largest);
    return {
      hash: sha256.slice(0, 32),
      width: shown,
      height: Math.max(1, Math.round((height * shown) / width)),
      files,
    };
  });
