/** Shows messages that are pushed, and opens what they are about. */
import { self } from '$app/service-worker';

/** As the server writes it. */
interface PushText {
  tag: string;
  title: string;
  body: string;
  url: string;
}

self.addEventListener('push', (event) => {
  const text = read(event.data);
  event.waitUntil(
    self.registration.showNotification(text.title, {
      body: text.body,
      // Sent twice, a message takes the place of itself.
      tag: text.tag,
      icon: '/icons/icon-192.png',
      badge: '/icons/icon-192.png',
      data: { url: text.url },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data as { url: string };
  event.waitUntil(open(new URL(url, self.location.origin)));
});

/** Browsers insist that every push is shown: one that cannot be read says that there is something. */
function read(data: PushMessageData | null): PushText {
  const unreadable = {
    tag: 'message',
    title: '文宫',
    body: '您有一条新消息，点开查看。',
    url: '/me/messages',
  };
  try {
    return { ...unreadable, ...(data?.json() as Partial<PushText>) };
  } catch {
    return unreadable;
  }
}

/** In a window of this site that is open already, else in a new one. Never another site. */
async function open(url: URL): Promise<void> {
  const address = url.origin === self.location.origin ? url.href : `${self.location.origin}/me/messages`;
  const [window] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (window === undefined) await self.clients.openWindow(address);
  else {
    await window.focus();
    await window.navigate(address).catch(() => self.clients.openWindow(address));
  }
}
