import assert from 'node:assert/strict';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import type { Config } from '../apps/server/src/kernel/config.ts';
import { createTestApp, type TestApp } from '../apps/server/src/testkit/app.ts';
import type { TestPerson } from '../apps/server/src/testkit/person.ts';
import { desktop, launchBrowser, phone } from './browser.ts';

/** The product on a loopback port, with pages, on a database of its own, and a browser beside it. */
export interface World {
  readonly app: TestApp;
  readonly origin: string;
  readonly browser: Browser;
  /** A browser of somebody on a phone; signed in when a person is given. */
  onPhone(person?: TestPerson, options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A browser at a desk. */
  atDesk(person?: TestPerson): Promise<BrowserContext>;
  /** A trouble that the test makes itself, e.g. by cutting the network, is none. */
  expect(trouble: RegExp): void;
  /** Ends everything; fails when a page had an error of its own meanwhile. */
  close(): Promise<void>;
}

/** `browserFlags` are added to Chromium's command line; `config` takes the place of the test's own. */
export async function createWorld(
  browserFlags: readonly string[] = [],
  config: Partial<Config> = {},
): Promise<World> {
  const browser = await launchBrowser(browserFlags);
  const app = await createTestApp(config, { pages: true });
  // Pages compare with the browser's own clock, which goes on.
  app.clock.now = () => new Date();
  const origin = await app.server.listen({ host: '127.0.0.1', port: 0 });
  const troubles: string[] = [];
  const expected: RegExp[] = [];
  const open = async (person: TestPerson | undefined, options: BrowserContextOptions) => {
    const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block', ...options });
    context.setDefaultTimeout(30_000);
    noteTroubles(context, troubles);
    if (person) await context.addCookies([cookieOf(person, origin)]);
    return context;
  };
  return {
    app,
    origin,
    browser,
    onPhone: (person, options = {}) =>
      open(person, { viewport: phone, isMobile: true, hasTouch: true, ...options }),
    atDesk: (person) => open(person, { viewport: desktop }),
    expect: (trouble) => void expected.push(trouble),
    async close() {
      await browser.close();
      await app.close();
      const unexpected = troubles.filter((trouble) => !expected.some((each) => each.test(trouble)));
      assert.deepEqual(unexpected, [], 'a page threw, broke its own policy or met an answer of the 5xx kind');
    },
  };
}

/** What no page may do whatever the test looks at: throw, write errors to the console, get a 5xx. */
function noteTroubles(context: BrowserContext, troubles: string[]): void {
  context.on('weberror', (error) => void troubles.push(String(error.error())));
  context.on('console', (message) => {
    // Without a network the browser itself complains.
    const offline = message.text().includes('ERR_INTERNET_DISCONNECTED');
    // A device that is shut out is told so by the API; the browser notes that as well.
    const shutOut = message.text().includes('status of 401') && message.location().url.includes('/door/');
    if (message.type() === 'error' && !offline && !shutOut)
      troubles.push(`${message.page()?.url()} ${message.text()}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500) troubles.push(`${response.url()} answered ${response.status()}`);
  });
}

/** A time zone in which it is about noon, so that “today” does not end while a test runs. */
export function noonZone(): string {
  const hours = 12 - new Date().getUTCHours();
  // The names count the other way round: Etc/GMT-8 is eight hours ahead of Greenwich.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

export function cookieOf(person: TestPerson, url: string) {
  const at = person.cookie.indexOf('=');
  return { name: person.cookie.slice(0, at), value: person.cookie.slice(at + 1), url };
}
