import { forget } from './kiosk-forget.ts';

/** Takes the code out of the address, where it reaches no server and no log, and sends it as the form would. */
const form = document.querySelector<HTMLFormElement>('form[data-claim]');
const field = form?.elements.namedItem('link');
if (form && field instanceof HTMLInputElement) {
  form.addEventListener('submit', () => void forget());
  if (location.hash.length > 1) {
    field.value = location.href;
    // The code is good once: it need not stay in the address.
    history.replaceState(null, '', location.pathname);
    form.requestSubmit();
  }
}
