/** Registers the service worker that keeps tickets readable without a network. */
if ('serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('/service-worker.js', { scope: '/' }).catch((cause: unknown) => {
      console.warn('Tickets will not open offline:', cause);
    });
  });
}

export {};
