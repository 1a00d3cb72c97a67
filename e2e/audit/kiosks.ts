import type { Browser, Page } from 'playwright-core';
import { signInByPhone, signInStaff } from '../sign-in.ts';
import { makeKioskCode } from './states.ts';
import type { Visitor } from './visitors.ts';

/** A screen stands in the hall of this palace, because it has a waiting room. */
const SLUG = 'harbin';
const HOME = `/p/${SLUG}`;
/** After so long without a touch people are told that they will be signed out; the minute is not over yet. */
const AWAY_MS = 45_000;

/** What the palace of the screen has, and whom it belongs to. */
export interface Hall {
  readonly palaceId: string;
  readonly activityId: string;
  /** A session that can be booked at once, and one that has a waiting room. */
  readonly sessionId: string;
  readonly roomId: string;
  readonly director: { readonly account: string; readonly password: string };
  /** Phone number of who stands before the screen. */
  readonly worker: string;
}

/** Two screens of one hall: one that nobody stands before and that is shut out in the end, one with a worker at it. */
export function kiosksOf(hall: Hall): readonly Visitor[] {
  const desk = deskOf(hall);
  const room = `${HOME}/sessions/${hall.roomId}/room`;
  const kiosk = (name: string) => ({ name, anybody: false, kiosk: true });
  return [
    {
      ...kiosk('kiosk'),
      starts: [
        HOME,
        `/activities?palaceId=${hall.palaceId}`,
        `${HOME}/spaces`,
        `${HOME}/activities/${hall.activityId}`,
        room,
        '/sign-in',
      ],
      states: [
        { path: '/sign-in', name: 'nobody there any more', open: left },
        { path: `${HOME}/nowhere`, name: 'no such page', status: 404 },
        {
          path: HOME,
          name: 'shut out',
          open: async (page) => shutOut(await desk(page, new URL(page.url()).origin), page, '大厅一号屏'),
        },
      ],
      signIn: async (page, origin) => setUp(await desk(page, origin), page, origin, '大厅一号屏'),
    },
    {
      ...kiosk('at kiosk'),
      starts: [
        `${HOME}/sessions/${hall.sessionId}/book`,
        `${room}/place`,
        '/me',
        '/me/tickets',
        '/me/bookings',
        '/me/credit',
        '/me/messages',
      ],
      states: [
        { path: '/me', name: 'countdown before signing out', open: left },
        { path: room, name: 'countdown in the waiting room', open: left },
        { path: '/me', name: 'being signed out', open: signingOut },
      ],
      async signIn(page, origin) {
        await setUp(await desk(page, origin), page, origin, '大厅二号屏');
        await signInByPhone(page, origin, hall.worker);
      },
    },
  ];
}

/** The page of the palace's devices as its director has it open; signed in once, in a browser of its own. */
function deskOf({ director }: Hall): (page: Page, origin: string) => Promise<Page> {
  let desk: Promise<Page> | undefined;
  const open = async (browser: Browser | null, origin: string) => {
    if (browser === null) throw new Error('the page is of no browser');
    const page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    await signInStaff(page, origin, director.account, director.password);
    return page;
  };
  return async (page, origin) => {
    desk ??= open(page.context().browser(), origin);
    const opened = await desk;
    await opened.goto(`${origin}/console/${SLUG}/devices`, { waitUntil: 'networkidle' });
    return opened;
  };
}

/** Makes `page` a kiosk as a palace does: the code from the console, pasted at the screen. */
async function setUp(desk: Page, page: Page, origin: string, name: string): Promise<void> {
  await makeKioskCode(desk, name);
  const link = await desk.getByRole('link', { name: '把这台设备设为自助机' }).getAttribute('href');
  await page.goto(`${origin}/kiosk/${SLUG}`);
  await page.getByLabel('授权链接').fill(link ?? '');
  await page.getByRole('button', { name: '设为自助机' }).click();
  await page.waitForURL(origin + HOME);
  // A page is looked at for longer than a kiosk waits for a touch.
  await page.context().clock.setFixedTime(new Date());
}

async function shutOut(desk: Page, page: Page, name: string): Promise<void> {
  await desk.getByRole('button', { name: `停用: ${name}` }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '停用这台设备' }).click();
  await desk.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByText('这台自助机已停用').waitFor();
}

/** Nothing is touched for a while. */
const left = async (page: Page) => {
  await page.keyboard.press('Shift');
  await page.clock.setFixedTime(new Date((await page.evaluate(() => Date.now())) + AWAY_MS));
  await page.locator('[data-idle]').waitFor();
};

/** The curtain stays for as long as the server does not answer. */
const signingOut = async (page: Page) => {
  await page.route('**/kiosk/**', (route) => route.abort());
  await page.getByRole('button', { name: '退出' }).click();
  await page.locator('[data-curtain]').waitFor();
};
