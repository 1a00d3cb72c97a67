/** Registers the service worker that keeps tickets readable without a network. */
if ('serviceWorker' in navigator) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('/service-worker.js', { scope: '/' }).catch((cause: unknown) => {
      console.warn('Tickets will not open offline:', cause);
    });
  });
}

// Sent without network a form would leave its page for the browser's own, and what was typed would go with it.
const note = document.querySelector<HTMLElement>('[data-offline-note]');
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (navigator.onLine || event.defaultPrevented || !note) return;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
  event.preventDefault();
  form.append(note);
  note.hidden = false;
  note.scrollIntoView({ block: 'nearest' });
});
addEventListener('online', () => {
  if (note) note.hidden = true;
});

export {};
