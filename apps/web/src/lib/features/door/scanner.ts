/** Reads QR codes from a video, by the browser's own detector where it has one, else by WebAssembly of this site. */
export interface Scanner {
  /** Text of the QR code nearest to the middle of the picture now; null when there is none. */
  read(video: HTMLVideoElement): Promise<string | null>;
}

interface Found {
  readonly rawValue: string;
  readonly boundingBox: DOMRectReadOnly;
}
interface Detector {
  detect(source: HTMLVideoElement): Promise<Found[]>;
}
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

let scanner: Promise<Scanner> | undefined;

/** The page's scanner, made once: a camera that is opened again, perhaps without network, has what it needs. */
export async function openScanner(): Promise<Scanner> {
  scanner ??= createScanner();
  try {
    return await scanner;
  } catch (cause) {
    scanner = undefined;
    throw cause;
  }
}

async function createScanner(): Promise<Scanner> {
  const detector = (await nativeDetector()) ?? (await wasmDetector());
  return {
    read: async (video) => {
      if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return null;
      const middle = { x: video.videoWidth / 2, y: video.videoHeight / 2 };
      const codes = (await detector.detect(video)).filter((code) => code.rawValue !== '');
      const [nearest] = codes.toSorted((a, b) => distance(a, middle) - distance(b, middle));
      return nearest?.rawValue ?? null;
    },
  };
}

const distance = ({ boundingBox: box }: Found, to: { x: number; y: number }): number =>
  Math.hypot(box.x + box.width / 2 - to.x, box.y + box.height / 2 - to.y);

async function nativeDetector(): Promise<Detector | null> {
  const Native = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  // Some browsers have the class but no reader behind it.
  const formats = await Native?.getSupportedFormats().catch((): string[] => []);
  return Native && formats?.includes('qr_code') ? new Native({ formats: ['qr_code'] }) : null;
}

async function wasmDetector(): Promise<Detector> {
  const [{ BarcodeDetector, prepareZXingModule }, { default: wasm }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ]);
  // Loaded at once, and where that fails anew by whoever asks next: left to itself it would keep the failure.
  await prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true });
  return new BarcodeDetector({ formats: ['qr_code'] });
}

/** Loads what reading codes needs while there is a network. */
export async function keepScanner(): Promise<void> {
  if ((await nativeDetector()) !== null) return;
  const [, { default: wasm }] = await Promise.all([
    import('barcode-detector/ponyfill'),
    import('zxing-wasm/reader/zxing_reader.wasm?url'),
  ]);
  await fetch(wasm);
}
