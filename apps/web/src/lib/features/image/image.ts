import type { Image } from '@wengong/contract';

/** Address of a picture in the smallest of its widths that is at least `width` px, or in its largest. */
export function imagePath(image: Image, width: number): string {
  const widths = [...image.widths].sort((a, b) => a - b);
  const fitting = widths.find((each) => each >= width) ?? widths.at(-1) ?? width;
  return `/api/v1/images/${image.hash}/${fitting}.webp`;
}
