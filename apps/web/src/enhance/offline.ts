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
/** Forms for which the network was found: the browser only guesses whether there is one, and may stop nobody by it. */
const found = new WeakSet<HTMLFormElement>();
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (navigator.onLine || event.defaultPrevented || !note) return;
  if (!(form instanceof HTMLFormElement) || form.method !== 'post' || found.delete(form)) return;
  event.preventDefault();
  void sendOrTell(form, event.submitter, note);
});
addEventListener('online', () => {
  if (note) note.hidden = true;
});

async function sendOrTell(
  form: HTMLFormElement,
  button: HTMLElement | null,
  told: HTMLElement,
): Promise<void> {
  const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => null);
  if (answer !== null) {
    found.add(form);
    form.requestSubmit(button);
    return;
  }
  form.append(told);
  told.hidden = false;
  told.scrollIntoView({ block: 'nearest' });
}

export {};
