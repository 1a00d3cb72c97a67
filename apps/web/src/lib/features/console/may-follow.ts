import { page } from '$app/state';
import { mayFollow } from './navigation.ts';

/** Says whether who looks at the page may open an address of the console; links are shown to those alone. */
export const useMayFollow =
  () =>
  (href: string): boolean =>
    mayFollow(page.data.actor, href);
