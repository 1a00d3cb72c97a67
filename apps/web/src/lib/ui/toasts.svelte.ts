export interface Toast {
  id: number;
  tone: 'success' | 'error';
  text: string;
}

let next = 1;
/** Messages on screen now, oldest first. */
export const toasts = $state<Toast[]>([]);

/** Says what just happened, for six seconds; errors stay until they are closed. */
export function toast(text: string, tone: Toast['tone'] = 'success'): void {
  const id = next++;
  toasts.push({ id, tone, text });
  if (tone === 'success') setTimeout(() => dismissToast(id), 6000);
}

export function dismissToast(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
