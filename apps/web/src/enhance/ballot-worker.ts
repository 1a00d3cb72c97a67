import { readReceipt } from '@wengong/ballot/command';
import { verifyBallot } from '@wengong/ballot/verify';

/** Verifies a ballot apart from the page, so that it stays usable meanwhile. */
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<{ file: ArrayBuffer; receipt: string | null }>) => void) | null;
  postMessage(message: unknown): void;
};

scope.onmessage = async ({ data }) => {
  const began = performance.now();
  let failed: 'receipt' | 'unreadable' = 'receipt';
  try {
    const receipt = data.receipt === null ? null : readReceipt(data.receipt);
    failed = 'unreadable';
    const report = await verifyBallot(new Uint8Array(data.file), receipt, (done) => {
      scope.postMessage({ done });
    });
    scope.postMessage({ report, seconds: (performance.now() - began) / 1000 });
  } catch {
    scope.postMessage({ failed });
  }
};
