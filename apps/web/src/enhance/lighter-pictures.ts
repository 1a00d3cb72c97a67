/**
 * Chosen pictures are made smaller before they are sent: a phone's photo of six megabytes goes as one of a few hundred
 * kilobytes, upright and without what the camera wrote. What cannot be made smaller here goes as it is.
 */

/** The server keeps no more, px. */
const WIDTH = 1920;
/** The longest side that a canvas of a cheap phone has. */
const LONGEST = 8192;
/** Smaller files are sent as they are, bytes. */
const LIGHT = 400_000;

async function lighter(file: File): Promise<File> {
  if (file.size <= LIGHT) return file;
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, WIDTH / picture.width);
    const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    if (height > LONGEST) return file;
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const paper = canvas.getContext('2d');
    if (paper === null) return file;
    paper.fillStyle = '#ffffff';
    paper.fillRect(0, 0, width, height);
    paper.drawImage(picture, 0, 0, width, height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
    if (blob === null || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: blob.type });
  } finally {
    picture.close();
  }
}

async function lighten(input: HTMLInputElement): Promise<void> {
  const chosen = input.files;
  if (chosen === null) return;
  const transfer = new DataTransfer();
  // One after the other: a cheap phone has memory for one.
  for (const file of chosen) transfer.items.add(await lighter(file).catch(() => file));
  // Unless others were chosen meanwhile.
  if (input.files === chosen) input.files = transfer.files;
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-lighter]')) {
  input.addEventListener('change', () => void lighten(input));
}
