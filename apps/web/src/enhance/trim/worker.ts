import { type Conversion, ConversionCanceledError } from 'mediabunny';
import { type Clip, openClip, Refused } from './clip.ts';
import { openPlace } from './storage.ts';
import type { Order, Way, Word } from './talk.ts';

/** Cuts a video apart from the page, so that it stays usable; nothing here goes over the network. */
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<Order>) => void) | null;
  postMessage(word: Word): void;
};

let clip: Clip | null = null;
let running: Conversion | null = null;
let cancelled = false;

scope.onmessage = ({ data }) => {
  void follow(data).catch((error: unknown) => {
    if (cancelled || error instanceof ConversionCanceledError) return scope.postMessage({ is: 'cancelled' });
    scope.postMessage({ is: 'refused', why: error instanceof Refused ? error.why : 'failed' });
  });
};

async function follow(order: Order): Promise<void> {
  if (order.do === 'cancel') {
    cancelled = true;
    await running?.cancel();
    return;
  }
  if (order.do === 'open') {
    clip = await openClip(order.file, order.slow).catch((error: unknown) => {
      throw error instanceof Refused ? error : new Refused('unreadable');
    });
    return scope.postMessage({ is: 'opened', seconds: clip.seconds });
  }
  if (clip === null) return;
  const { start, end } = order;
  if (order.do === 'plan') {
    return scope.postMessage({ is: 'planned', start, end, plans: await clip.plan(start, end) });
  }
  await cut(clip, order.way, start, end);
}

async function cut(from: Clip, way: Way, start: number, end: number): Promise<void> {
  cancelled = false;
  const plan = (await from.plan(start, end))[way];
  if (plan === null) throw new Refused('no-way');
  const place = await openPlace(plan.bytes);
  try {
    running = await from.cut(way, plan.start, plan.end, place.target);
    let last = 0;
    running.onProgress = (share) => {
      // A hundred messages are enough for a bar.
      if (share - last < 0.01) return;
      last = share;
      scope.postMessage({ is: 'progress', share });
    };
    if (cancelled) throw new ConversionCanceledError();
    await running.execute();
    const { file, stored } = await place.finish();
    const seconds = plan.end - plan.start;
    await from.verify(file, seconds);
    if (cancelled) throw new ConversionCanceledError();
    scope.postMessage({ is: 'cut', file, seconds, stored });
  } catch (error) {
    await place.discard().catch(() => {});
    throw error;
  } finally {
    running = null;
  }
}
