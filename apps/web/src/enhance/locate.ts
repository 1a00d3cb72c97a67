/** Shows forms marked `data-locate` and fills their place from the device before they are sent. */
const PATIENCE_MS = 8000;

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-locate]')) {
  if (!('geolocation' in navigator)) break;
  const failed = form.querySelector<HTMLElement>('[data-failed]');
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Three decimals are a hundred metres: enough to sort palaces, too little to tell a home.
        fill(form, 'latitude', coords.latitude.toFixed(3));
        fill(form, 'longitude', coords.longitude.toFixed(3));
        form.submit();
      },
      () => {
        if (failed) failed.hidden = false;
      },
      { maximumAge: 600_000, timeout: PATIENCE_MS },
    );
  });
}

function fill(form: HTMLFormElement, name: string, value: string): void {
  const input = form.elements.namedItem(name);
  if (input instanceof HTMLInputElement) input.value = value;
}

export {};
