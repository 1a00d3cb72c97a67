/** Forgets whatever scripts have kept in this browser, whoever it was about. */
export async function forget(): Promise<void> {
  localStorage.clear();
  sessionStorage.clear();
  const tasks: Promise<unknown>[] = [];
  if ('caches' in globalThis) {
    tasks.push(caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))));
  }
  if ('serviceWorker' in navigator) {
    // With it goes its subscription to messages.
    tasks.push(
      navigator.serviceWorker
        .getRegistrations()
        .then((all) => Promise.all(all.map((one) => one.unregister()))),
    );
  }
  if ('databases' in indexedDB) {
    tasks.push(
      indexedDB.databases().then((all) => all.map(({ name }) => name && indexedDB.deleteDatabase(name))),
    );
  }
  await Promise.allSettled(tasks);
}
