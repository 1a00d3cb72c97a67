import { deserialize } from '$app/forms';
import { invalidateAll } from '$app/navigation';

/** Sends a form action of this page without a form, e.g. to take something back; says whether it was done. */
export async function postAction(name: string, values: Readonly<Record<string, string>>): Promise<boolean> {
  const body = new FormData();
  for (const [key, value] of Object.entries(values)) body.set(key, value);
  const headers = { 'x-sveltekit-action': 'true' };
  const answer = await fetch(`?/${name}`, { method: 'POST', body, headers })
    .then(async (response) => deserialize(await response.text()))
    .catch(() => null);
  await invalidateAll();
  return answer?.type === 'success';
}
