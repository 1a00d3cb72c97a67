import { compress, START } from '@wengong/ballot/sha256';

/** First 32 bits of the SHA-256 of an ASCII text, as an unsigned number: what solving a challenge asks for. */
export function sha256Head(text: string): number {
  const blocks = Math.ceil((text.length + 9) / 64);
  const words = new Int32Array(blocks * 16);
  for (let index = 0; index < text.length; index += 1) {
    words[index >> 2] = (words[index >> 2] as number) | (text.charCodeAt(index) << (24 - (index % 4) * 8));
  }
  words[text.length >> 2] = (words[text.length >> 2] as number) | (0x80 << (24 - (text.length % 4) * 8));
  words[blocks * 16 - 1] = text.length * 8;
  const hash = START.slice();
  const schedule = new Int32Array(64);
  for (let block = 0; block < blocks; block += 1) {
    schedule.set(words.subarray(block * 16, block * 16 + 16));
    compress(hash, schedule);
  }
  return (hash[0] as number) >>> 0;
}
