import { tick } from 'svelte';

/** Puts the focus on an item once it is drawn: in another cell it is another element than the one that had it. */
export async function focusItem(id: string): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus({ preventScroll: true });
}
