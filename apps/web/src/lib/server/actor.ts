import { getMe, type Me } from '@wengong/contract/identity';
import type { Api } from './api.ts';

/** Who is asking and which roles they hold, as the API tells it; `person` is null when nobody is signed in. */
export type Actor = Me;
export type LoadActor = () => Promise<Actor>;

const anonymous: Actor = { person: null, palaceRoles: [], unionRoles: [], strong: false };

/** Reads the actor on first use and keeps it; without a session nothing is asked. Refused, it is the page's answer. */
export function actorLoader(api: Api, hasSession: () => boolean): LoadActor {
  let loading: Promise<Actor> | undefined;
  return () => {
    if (!hasSession()) return Promise.resolve(anonymous);
    loading ??= api.load(getMe);
    return loading;
  };
}
