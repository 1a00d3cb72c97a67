/** SHA-256 of a short text, for solving challenges: only the first 32 bits, as an unsigned number. */
const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
};
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0;
const START = primes(8).map((prime) => fraction(Math.sqrt(prime)));
const ROUND = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));

const turn = (value: number, by: number): number => (value >>> by) | (value << (32 - by));

/** First 32 bits of the SHA-256 of an ASCII text. */
export function sha256Head(text: string): number {
  const blocks = Math.ceil((text.length + 9) / 64);
  const words = new Int32Array(blocks * 16);
  for (let index = 0; index < text.length; index += 1) {
    words[index >> 2] = (words[index >> 2] as number) | (text.charCodeAt(index) << (24 - (index % 4) * 8));
  }
  words[text.length >> 2] = (words[text.length >> 2] as number) | (0x80 << (24 - (text.length % 4) * 8));
  words[blocks * 16 - 1] = text.length * 8;
  const hash = Int32Array.from(START);
  const schedule = new Int32Array(64);
  for (let block = 0; block < blocks; block += 1) {
    schedule.set(words.subarray(block * 16, block * 16 + 16));
    compress(hash, schedule);
  }
  return (hash[0] as number) >>> 0;
}

function compress(hash: Int32Array, w: Int32Array): void {
  for (let index = 16; index < 64; index += 1) {
    const early = w[index - 15] as number;
    const late = w[index - 2] as number;
    const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3);
    const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
    w[index] = ((w[index - 16] as number) + small + (w[index - 7] as number) + large) | 0;
  }
  let a = hash[0] as number;
  let b = hash[1] as number;
  let c = hash[2] as number;
  let d = hash[3] as number;
  let e = hash[4] as number;
  let f = hash[5] as number;
  let g = hash[6] as number;
  let h = hash[7] as number;
  for (let index = 0; index < 64; index += 1) {
    const choice = (e & f) ^ (~e & g);
    const mixed = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
    const first = (h + mixed + choice + (ROUND[index] as number) + (w[index] as number)) | 0;
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  for (const [index, sum] of [a, b, c, d, e, f, g, h].entries()) {
    hash[index] = ((hash[index] as number) + sum) | 0;
  }
}
