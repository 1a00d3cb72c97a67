import { Batcher } from '../../../kernel/batcher.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { countShown } from './gallery.store.ts';

interface Shown {
  readonly palaceId: string;
  readonly entries: readonly string[];
}

const queues = new WeakMap<Deps, Batcher<Shown, undefined>>();

/** Pages counted in one statement at most; with more waiting, a page goes uncounted. */
const BATCH = 1000;
const WAITING = 20_000;

function shownQueue(deps: Deps): Batcher<Shown, undefined> {
  const known = queues.get(deps);
  if (known !== undefined) return known;
  const made = new Batcher<Shown, undefined>(
    async (pages) => {
      const times = new Map<string, { palaceId: string; times: number }>();
      for (const { palaceId, entries } of pages) {
        for (const entry of entries)
          times.set(entry, { palaceId, times: (times.get(entry)?.times ?? 0) + 1 });
      }
      await deps.db.transact((tx) => countShown(tx, times));
      return pages.map(() => undefined);
    },
    { limit: BATCH, waiting: WAITING },
  );
  queues.set(deps, made);
  return made;
}

/** Notes that a page showed entries; nobody waits for it, and a page that cannot be counted is not. */
export function noteShown(deps: Deps, shown: Shown): void {
  if (shown.entries.length === 0) return;
  shownQueue(deps)
    .submit(shown)
    .catch((error: unknown) => deps.log.warn({ err: error }, 'contest: a shown page was not counted'));
}
