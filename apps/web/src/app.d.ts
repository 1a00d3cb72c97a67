import type { Kiosk } from '@wengong/contract';
import type { Preferences } from '#lib/preferences.ts';
import type { Actor, LoadActor } from '#lib/server/actor.ts';
import type { Api } from '#lib/server/api.ts';
import type { Host, SiteConfig } from '#lib/server/host.ts';

declare module 'node:http' {
  interface IncomingMessage {
    /** Set by the server before it hands a request to the pages; absent in `vite dev`. */
    wengong?: Host;
  }
}

declare global {
  namespace App {
    interface Error {
      message: string;
      /** Stable code from the server's error catalogue. */
      code?: string;
      /** Names the request in the server's log. */
      requestId?: string;
    }
    interface Locals {
      /** Typed calls of the platform's API in the visitor's name. */
      api: Api;
      /** Who is asking; read from the API at most once a request, and only with a session cookie. */
      actor: LoadActor;
      preferences: Preferences;
      /** The kiosk that this browser is; null for any other. */
      kiosk: Kiosk | null;
      site: SiteConfig;
      requestId: string;
    }
    interface PageData {
      actor: Actor;
      preferences: Preferences;
      kiosk: Kiosk | null;
      site: SiteConfig;
      /** The palace a page is about, shown in the top bar; absent on pages of the whole network. */
      palace?: { slug: string; name: string; timeZone: string };
    }
  }
}
