import sharp from 'sharp';

/** Size of a shared picture in pixels. */
export const WIDTH = 1200;
export const HEIGHT = 675;
/** Its left half: where there is no frame. */
const HALF = WIDTH / 2;
/** The narrowest and the widest place of a frame: a clip filmed upright fills the height, one across gets the width. */
const NARROW = 380;
const WIDE = 640;

/** A frame of a recording, and what fills its place where the frame does not. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** JPEG. */
  readonly jpeg: Buffer;
  /** The frame blurred and darkened, as JPEG in the shape of its place. */
  readonly fill: Buffer;
}

/** Makes ready a frame in JPEG. */
export async function frameFrom(jpeg: Buffer): Promise<Frame> {
  const { width, height } = await sharp(jpeg).metadata();
  const panel = panelWidth({ width, height });
  const fill = await sharp(jpeg)
    .resize(Math.round(panel / 4), Math.round(HEIGHT / 4), { fit: 'cover' })
    .blur(7)
    .modulate({ brightness: 0.7 })
    .jpeg({ quality: 70 })
    .toBuffer();
  return { width, height, jpeg, fill };
}

/** How much of the picture’s width a frame gets. */
export function panelWidth(frame: Pick<Frame, 'width' | 'height'> | null): number {
  if (frame === null) return HALF;
  return Math.round(Math.min(WIDE, Math.max(NARROW, (HEIGHT * frame.width) / frame.height)));
}

/** The whole frame in its place: nobody loses a head. */
export function drawFrame(frame: Frame): string {
  const panel = panelWidth(frame);
  const image = (jpeg: Buffer, keep: string) =>
    `<image width="${panel}" height="${HEIGHT}" preserveAspectRatio="${keep}" href="data:image/jpeg;base64,${jpeg.toString('base64')}"/>`;
  return image(frame.fill, 'none') + image(frame.jpeg, 'xMidYMid meet');
}
