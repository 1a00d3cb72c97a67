import { sha256Head } from './sha256.ts';

/** Worker: finds for each part of a challenge a number whose hash begins with enough zero bits. */
interface Puzzle {
  readonly token: string;
  readonly parts: number;
  readonly bits: number;
}

addEventListener('message', ({ data }: MessageEvent<Puzzle>) => {
  const below = 2 ** (32 - data.bits);
  const solution = Array.from({ length: data.parts }, (_, part) => {
    let nonce = 0;
    while (sha256Head(`${data.token}.${part}.${nonce}`) >= below) nonce += 1;
    return nonce;
  });
  postMessage(solution);
});
