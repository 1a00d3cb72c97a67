/**
 * One signal for "stop everything": Ctrl-C, SIGTERM, a closed terminal, or the death of the launcher. A second Ctrl-C
 * changes nothing, because a terminal and npm each deliver the first one.
 */
const controller = new AbortController();
const ASKED = Symbol('asked to stop');

/** Aborted once this tool has to stop, because somebody wants it to or because a step has failed. */
export const interruption = controller.signal;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort(ASKED));

const launcher = Number(process.env.WENGONG_LAUNCHER);
if (launcher === process.ppid) {
  setInterval(() => {
    if (process.ppid !== launcher) controller.abort(ASKED);
  }, 1000).unref();
}

/** Stops the other steps after one has failed. */
export function giveUp(failure: unknown): void {
  controller.abort(failure);
}

/** True when somebody wants this tool to stop, and no step has failed. */
export function isAskedToStop(): boolean {
  return interruption.aborted && interruption.reason === ASKED;
}

/** Resolves when this tool is asked to stop. */
export function interrupted(): Promise<void> {
  if (interruption.aborted) return Promise.resolve();
  return new Promise((done) => {
    interruption.addEventListener('abort', () => done(), { once: true });
  });
}
