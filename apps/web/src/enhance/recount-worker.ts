import { recountVotes } from '@wengong/ballot/recount';
import { type Recounted, recountedFrom } from './recounted.ts';

/** Counts a file of votes apart from the page, piece by piece: memory is one day's voters, however large the file. */
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<{ file: File; voter: string | null }>) => void) | null;
  postMessage(message: { done: number } | Recounted | { failed: true }): void;
};

scope.onmessage = async ({ data: { file, voter } }) => {
  const began = performance.now();
  try {
    const recount = await recountVotes(piecesOf(file), voter);
    scope.postMessage(recountedFrom(recount, (performance.now() - began) / 1000));
  } catch {
    scope.postMessage({ failed: true });
  }
};

/** As much of the file as is held at a time, in bytes. */
const PIECE = 4 << 20;

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) {
    yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer());
    scope.postMessage({ done: Math.min(1, (at + PIECE) / file.size) });
  }
}
