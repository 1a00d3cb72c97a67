/**
 * One signal for "stop everything": Ctrl-C, SIGTERM, a closed terminal, or the death of the launcher. A second Ctrl-C
 * changes nothing, because a terminal and npm each deliver the first one.
 */
const controller = new AbortController();

/** Aborted once somebody wants this tool to stop. */
export const interruption = controller.signal;

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());

const launcher = Number(process.env.WENGONG_LAUNCHER);
if (launcher === process.ppid) {
  setInterval(() => {
    if (process.ppid !== launcher) controller.abort();
  }, 1000).unref();
}

/** Resolves when this tool is asked to stop. */
export function interrupted(): Promise<void> {
  if (interruption.aborted) return Promise.resolve();
  return new Promise((done) => {
    interruption.addEventListener('abort', () => done(), { once: true });
  });
}
