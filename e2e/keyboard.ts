import assert from 'node:assert/strict';
import type { ElementHandle, Locator, Page } from 'playwright-core';

/** More stops than this and nobody would go on. */
const MOST_STOPS = 80;

/** Goes on by Tab until `target` has the focus; fails when the focus cannot be seen there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const element = (await target.elementHandle()) as ElementHandle<HTMLElement>;
  for (let stops = 0; !(await hasFocus(element)); stops += 1) {
    assert.ok(stops < MOST_STOPS, `${target} is not reached by ${MOST_STOPS} presses of Tab`);
    await page.keyboard.press('Tab');
  }
  await assertFocusIsSeen(page, element, String(target));
}

const hasFocus = (element: ElementHandle<HTMLElement>) =>
  element.evaluate((node) => node === document.activeElement);

/** The focus shows when the picture changes as an element loses it, and when nothing lies over the element. */
async function assertFocusIsSeen(page: Page, element: ElementHandle<HTMLElement>, name: string) {
  const covered = await element.evaluate((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const above = document.elementFromPoint(x + width / 2, y + height / 2);
    return above !== null && (node.contains(above) || above.contains(node))
      ? ''
      : (above?.outerHTML ?? 'the edge');
  });
  assert.equal(covered, '', `${name} has the focus and is covered by ${covered.slice(0, 200)}`);
  const focused = await page.screenshot({ animations: 'disabled' });
  await element.evaluate((node) => node.blur());
  const blurred = await page.screenshot({ animations: 'disabled' });
  await element.evaluate((node) => node.focus());
  assert.ok(!focused.equals(blurred), `nothing on ${name} shows that it has the focus`);
}
