import type { Image } from '@wengong/contract';

/** A picture in the smallest of its widths that is at least `width` px, or in its largest; sizes in px. */
export function imageOf(image: Image, width: number): { path: string; width: number; height: number } {
  const widths = [...image.widths].sort((a, b) => a - b);
  const fitting = widths.find((each) => each >= width) ?? widths.at(-1) ?? width;
  const height = Math.round((image.height * fitting) / image.width);
  return { path: `/api/v1/images/${image.hash}/${fitting}.webp`, width: fitting, height };
}

/** Address of a picture at least `width` px wide, or in its largest width. */
export const imagePath = (image: Image, width: number): string => imageOf(image, width).path;
