import process from 'node:process';
import type { Fetch } from '@wengong/contract/client';

/** What the operator configured for the whole site and pages may show. */
export interface SiteConfig {
  name: { zh: string; en: string };
  /** ICP record number, e.g. `京ICP备00000000号`; null hides it. */
  icp: string | null | undefined;
  /** Public-security record number; null hides it. */
  publicSecurity: string | null | undefined;
  /** Turns every page grey on days of national mourning. */
  mourning: boolean;
  /** Demonstration data is loaded: pages may show demonstration sign-ins and codes. */
  demo: boolean;
}

/** What the server hangs on a Node request before it calls the pages. */
export interface Host {
  /** Calls the API in this process, in this request's name (address, request id). */
  fetch: Fetch;
  config: Partial<SiteConfig>;
}

const defaults: SiteConfig = {
  name: { zh: '文宫', en: 'Wengong' },
  icp: null,
  publicSecurity: null,
  mourning: false,
  demo: false,
};

/** The server's in-process host, or one that calls `WENGONG_API` over HTTP when pages run alone (`vite dev`). */
export function hostOf(platform: Readonly<App.Platform> | undefined): { fetch: Fetch; site: SiteConfig } {
  const host = platform?.req?.wengong;
  if (host) return { fetch: host.fetch, site: { ...defaults, ...host.config } };
  const base = process.env.WENGONG_API ?? 'http://127.0.0.1:8080';
  return { fetch: (path, init) => fetch(new URL(path, base), init), site: defaults };
}
