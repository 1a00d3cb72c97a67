export interface Toast {
  id: number;
  tone: 'success' | 'error';
  text: string;
  /** Takes back what was just done. */
  undo?: (() => void) | undefined;
  /** Part of the page that shows it; left out: a corner of the screen. */
  at?: string | undefined;
}

let next = 1;
/** Messages on screen now, oldest first. */
export const toasts = $state<Toast[]>([]);

/** What can be taken back is offered for longer than what is only said, ms. */
const SHOWN_MS = { said: 6000, undoable: 10_000 };

/**
 * Says what just happened, for six seconds; errors stay until they are closed. `undo` offers to take it back; `at` names
 * the part of the page that says it, where the corner would cover what is pressed next. Returns by what it is dismissed.
 */
export function toast(text: string, tone: Toast['tone'] = 'success', undo?: () => void, at?: string): number {
  const id = next++;
  toasts.push({ id, tone, text, undo, at });
  if (tone === 'success') setTimeout(() => dismissToast(id), undo ? SHOWN_MS.undoable : SHOWN_MS.said);
  return id;
}

/** Takes back what the newest message offers to. Says whether there was anything. */
export function undoLatest(): boolean {
  const latest = toasts.findLast((one) => one.undo);
  if (latest?.undo === undefined) return false;
  dismissToast(latest.id);
  latest.undo();
  return true;
}

export function dismissToast(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
