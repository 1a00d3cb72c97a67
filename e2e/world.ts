import type { Browser, BrowserContext } from 'playwright-core';
import { createTestApp, type TestApp } from '../apps/server/src/testkit/app.ts';
import type { TestPerson } from '../apps/server/src/testkit/person.ts';
import { buildWeb, isWebBuilt } from '../tools/web-build.ts';
import { desktop, launchBrowser, phone } from './browser.ts';

/** The product on a loopback port, with pages, on a database of its own, and a browser beside it. */
export interface World {
  readonly app: TestApp;
  readonly origin: string;
  readonly browser: Browser;
  /** A browser of somebody on a phone; signed in when a person is given. */
  onPhone(person?: TestPerson, options?: { javaScriptEnabled?: boolean }): Promise<BrowserContext>;
  /** A browser at a desk. */
  atDesk(person?: TestPerson): Promise<BrowserContext>;
  close(): Promise<void>;
}

export async function createWorld(): Promise<World> {
  if (!isWebBuilt()) await buildWeb(() => undefined);
  const app = await createTestApp();
  // Pages compare with the browser's own clock.
  app.clock.set(new Date());
  const origin = await app.server.listen({ host: '127.0.0.1', port: 0 });
  const browser = await launchBrowser();
  const open = async (
    viewport: typeof phone | typeof desktop,
    person: TestPerson | undefined,
    javaScriptEnabled: boolean,
  ) => {
    const context = await browser.newContext({
      viewport,
      javaScriptEnabled,
      locale: 'zh-CN',
      serviceWorkers: 'block',
    });
    context.setDefaultTimeout(15_000);
    if (person) await context.addCookies([cookieOf(person, origin)]);
    return context;
  };
  return {
    app,
    origin,
    browser,
    onPhone: (person, options = {}) => open(phone, person, options.javaScriptEnabled ?? true),
    atDesk: (person) => open(desktop, person, true),
    async close() {
      await browser.close();
      await app.close();
    },
  };
}

function cookieOf(person: TestPerson, url: string) {
  const at = person.cookie.indexOf('=');
  return { name: person.cookie.slice(0, at), value: person.cookie.slice(at + 1), url };
}
