import type { Page } from 'playwright-core';

/** Signs a worker in by phone, with the code that the demonstration shows on the page. */
export async function signInByPhone(page: Page, origin: string, phone: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: '获取验证码' }).click();
  const shown = await page.getByText(/本次验证码：\d{6}/).textContent();
  await page.getByLabel('6 位验证码').fill(/\d{6}/.exec(shown ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Signs staff in by account and password, with the one-time code that the demonstration shows. */
export async function signInStaff(
  page: Page,
  origin: string,
  account: string,
  password: string,
): Promise<void> {
  await page.goto(`${origin}/console/sign-in`);
  await page.getByLabel('账号').fill(account);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '填入' }).click();
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/console/sign-in'));
}
