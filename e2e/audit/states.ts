import type { Page } from 'playwright-core';

/** A page in a state that no link leads to: something open, nothing found, something wrong. */
export interface State {
  readonly path: string;
  /** What was done there, for whoever reads the findings. */
  readonly name: string;
  /** The answer of the server; 200 when left out. */
  readonly status?: number;
  open?(page: Page): Promise<unknown>;
}

const NOBODY = '00000000-0000-7000-8000-000000000000';

const pressed = (name: string) => async (page: Page) => {
  await page.getByRole('main').getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('dialog').waitFor();
};
const typed = (keys: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await page.getByRole('dialog').waitFor();
};

/** Asks the console's page of devices for the code that makes a screen a kiosk; the code is on the page afterwards. */
export async function makeKioskCode(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '新建授权码' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '自助机' }).check();
  await dialog.getByLabel('设备名称').fill(name);
  await dialog.getByRole('button', { name: '生成授权码' }).click();
  await dialog.getByRole('link', { name: '把这台设备设为自助机' }).waitFor();
}

/** States of the page that makes a browser a kiosk. */
export const setUpStates = (palace: string): readonly State[] => [
  {
    path: `/kiosk/${palace}`,
    name: 'a link that sets nothing up',
    async open(page) {
      await page.getByLabel('授权链接').fill('https://example.org/kiosk');
      await page.getByRole('button', { name: '设为自助机' }).click();
      await page.getByText('这不是本馆自助机的授权链接').waitFor();
    },
  },
  { path: `/kiosk/${palace}?out`, name: 'shut out' },
];

/** States of a director's console: the palette, dialogs, lists without rows, refusals. */
export const statesOf = (palace: string): readonly State[] => {
  const at = `/console/${palace}`;
  return [
    { path: at, name: 'command palette', open: typed('Control+k') },
    { path: at, name: 'shortcuts', open: typed('Shift+?') },
    { path: `${at}/passes`, name: 'issuing a pass', open: pressed('开卡') },
    { path: `${at}/passes/plans`, name: 'a new plan', open: pressed('添加卡种') },
    { path: `${at}/staff`, name: 'adding somebody', open: pressed('添加人员') },
    { path: `${at}/spaces`, name: 'adding a space', open: pressed('添加场地') },
    { path: `${at}/announcements`, name: 'a new notice', open: pressed('发布公告') },
    {
      path: `${at}/spaces/hours`,
      name: 'hours of a holiday',
      async open(page) {
        const form = page.locator('form[action*="special"]');
        await form.getByRole('group').getByRole('button').first().click();
        await form.locator('[name=opens-0]').fill('10:00');
        await form.locator('[name=closes-0]').fill('16:00');
        await form.locator('[aria-live] p, [aria-live] h3').first().waitFor();
      },
    },
    { path: `${at}/settings`, name: 'adding a landmark', open: pressed('添加打卡点') },
    { path: `${at}/settings`, name: 'adding a partner', open: pressed('添加合作单位') },
    { path: `${at}/devices`, name: 'setting up a device', open: pressed('新建授权码') },
    { path: `${at}/devices`, name: 'the code of a kiosk', open: (page) => makeKioskCode(page, '二楼大厅') },
    {
      path: `${at}/devices`,
      name: 'shutting a kiosk out',
      async open(page) {
        await page.getByRole('button', { name: '停用: 一楼大厅自助机' }).click();
        await page.getByRole('dialog').waitFor();
      },
    },
    { path: `${at}/bookings/all`, name: 'export', open: pressed('导出') },
    { path: `${at}/bookings/all?q=zzzz`, name: 'nothing found' },
    { path: `${at}/activities?q=zzzz`, name: 'nothing found' },
    { path: `${at}/passes?q=zzzz`, name: 'nothing found' },
    { path: `${at}/audit?from=2001-01-01&to=2001-01-02`, name: 'nothing happened' },
    { path: `${at}/figures?period=day&day=2001-01-01`, name: 'no visits' },
    { path: `${at}/calendar?day=2001-01-01`, name: 'nothing on' },
    { path: `${at}/sessions/${NOBODY}`, name: 'no such session', status: 404 },
    { path: `${at}/nowhere`, name: 'no such page', status: 404 },
    { path: '/console/nowhere-at-all', name: 'no such palace', status: 404 },
  ];
};

/** States of a reviewer's desk: why something is rejected, parts of the queue, no such word. */
export const reviewStatesOf = (palace: string): readonly State[] => {
  const at = `/console/${palace}/moderation`;
  return [
    {
      path: at,
      name: 'choosing a reason',
      async open(page) {
        await page.locator('[data-item]').waitFor();
        await page.keyboard.press('r');
        await page.locator('#reasons').waitFor();
      },
    },
    { path: `${at}?task=report`, name: 'reported', open: (page) => page.locator('[data-item]').waitFor() },
    { path: `${at}?task=appeal`, name: 'appealed', open: (page) => page.locator('[data-item]').waitFor() },
    { path: `${at}?only=escalated`, name: 'nothing to decide' },
    { path: `${at}/decided?state=taken_down`, name: 'nothing taken down' },
    { path: `${at}/words?q=zzzz`, name: 'no such word' },
  ];
};
