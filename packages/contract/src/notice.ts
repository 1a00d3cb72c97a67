import { z } from 'zod';
import { route, signedIn } from './route.ts';
import { id, instant, pageQuery } from './shapes.ts';

const tag = 'notice';

export const message = z.object({
  id,
  /** What it is about, e.g. `booking.confirmed`: chooses the icon. */
  kind: z.string(),
  title: z.string(),
  titleEn: z.string(),
  body: z.string(),
  bodyEn: z.string(),
  /** Path on this site where the matter continues; null when there is none. */
  link: z.string().nullable(),
  createdAt: instant,
  readAt: instant.nullable(),
});
export type Message = z.infer<typeof message>;

export const listMyMessages = route({
  method: 'GET',
  path: '/api/v1/me/messages',
  summary: 'My messages, newest first, and how many are unread',
  tag,
  access: signedIn,
  query: pageQuery,
  response: z.object({
    items: z.array(message),
    nextCursor: z.string().nullable(),
    unreadCount: z.int(),
  }),
});

export const readMessage = route({
  method: 'POST',
  path: '/api/v1/me/messages/:messageId/read',
  summary: 'Mark a message as read',
  tag,
  access: signedIn,
  params: z.object({ messageId: id }),
  response: z.object({ unreadCount: z.int() }),
});

export const readAllMessages = route({
  method: 'POST',
  path: '/api/v1/me/messages/read-all',
  summary: 'Mark all my messages as read',
  tag,
  access: signedIn,
  response: z.object({ unreadCount: z.int() }),
});
