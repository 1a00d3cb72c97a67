import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const program = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

/** What the QR codes of a picture (PNG or JPEG) say, read by the decoder that the doors use. */
export async function codesIn(picture: Uint8Array): Promise<string[]> {
  // Left to itself it would fetch its program from the network.
  const { buffer } = new Uint8Array(readFileSync(program));
  prepareZXingModule({ overrides: { wasmBinary: buffer } });
  return (await readBarcodes(picture, { formats: ['QRCode'] })).map((code) => code.text);
}
