/** Switches push on and off for this browser: the form of the page is filled with its subscription and sent. */
const form = document.querySelector<HTMLFormElement>('#push');

function show(state: 'unsupported' | 'off' | 'on' | 'denied' | 'failed'): void {
  for (const each of form?.querySelectorAll<HTMLElement>('[data-state]') ?? []) {
    each.hidden = each.dataset.state !== state;
  }
  const offers = { on: state === 'off' || state === 'failed', off: state === 'on' };
  for (const each of form?.querySelectorAll<HTMLElement>('[data-push]') ?? []) {
    each.hidden = !offers[each.dataset.push as 'on' | 'off'];
  }
}

/** The entry of this browser among the person's devices. */
async function entryOf({ endpoint }: PushSubscription): Promise<HTMLElement | null> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(endpoint));
  const mark = Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
  return document.querySelector<HTMLElement>(`[data-mark="${mark}"]`);
}

/** Ready once the worker that shows messages is there. */
async function pushManager(): Promise<PushManager> {
  await navigator.serviceWorker.register('/service-worker.js', { scope: '/' });
  return (await navigator.serviceWorker.ready).pushManager;
}

async function turnOn(): Promise<void> {
  if (form === null) return;
  if ((await Notification.requestPermission()) !== 'granted') return show('denied');
  const manager = await pushManager();
  // A subscription made for another key is of no use.
  await (await manager.getSubscription())?.unsubscribe();
  const subscription = await manager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: form.dataset.key ?? '',
  });
  const { endpoint, keys } = subscription.toJSON();
  for (const [name, value] of Object.entries({ endpoint, ...keys })) {
    const input = form.elements.namedItem(name);
    if (input instanceof HTMLInputElement) input.value = value ?? '';
  }
  form.submit();
}

async function start(): Promise<void> {
  if (form === null || !('serviceWorker' in navigator) || !('PushManager' in window)) return;
  if (Notification.permission === 'denied') return show('denied');
  const known = await navigator.serviceWorker.getRegistration('/');
  const subscription = (await known?.pushManager.getSubscription()) ?? null;
  const entry = subscription && (await entryOf(subscription));
  show(entry ? 'on' : 'off');
  const remove = entry?.querySelector('form');
  for (const mark of entry?.querySelectorAll<HTMLElement>('span[hidden]') ?? []) mark.hidden = false;
  remove?.addEventListener('submit', () => void subscription?.unsubscribe());
  form.querySelector('[data-push="on"]')?.addEventListener('click', () => {
    turnOn().catch(() => show('failed'));
  });
  form.querySelector('[data-push="off"]')?.addEventListener('click', () => remove?.requestSubmit());
}

void start();

export {};
