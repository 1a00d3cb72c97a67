import type { Fetch } from '@wengong/contract/client';
import type { Lang } from '#lib/i18n/lang.ts';

/** Who is asking, as `GET /api/v1/me` tells it. */
export interface Actor {
  person: { id: string; displayName: string; elderMode: boolean; locale: Lang } | null;
  roles: ActorRole[];
}

/** A role the person holds, in one palace or at one union. */
export interface ActorRole {
  role: string;
  scope: 'palace' | 'union';
  id: string;
  name: string;
  /** Address of the palace (`/p/<slug>`); absent for a union. */
  slug?: string;
}

export type LoadActor = () => Promise<Actor>;

const anonymous: Actor = { person: null, roles: [] };

/** Reads the actor on first use and keeps it; without a session nothing is asked. */
export function actorLoader(fetch: Fetch, hasSession: () => boolean): LoadActor {
  let loading: Promise<Actor> | undefined;
  return () => {
    if (!hasSession()) return Promise.resolve(anonymous);
    loading ??= readActor(fetch);
    return loading;
  };
}

async function readActor(fetch: Fetch): Promise<Actor> {
  const response = await fetch('/api/v1/me', { headers: { accept: 'application/json' } });
  if (response.status === 401) return anonymous;
  if (!response.ok) throw new Error(`GET /api/v1/me answered ${response.status}`);
  return (await response.json()) as Actor;
}
