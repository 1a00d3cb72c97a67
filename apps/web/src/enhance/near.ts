/**
 * Turns links marked `data-near` (the address to go to, without a place) into “near me”: asks the device where
 * it is and follows the address with the place added. Refused or unknown: the link's own address is followed.
 */
const PATIENCE_MS = 8000;

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-near]')) {
  if (!('geolocation' in navigator)) break;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    link.setAttribute('aria-busy', 'true');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const target = new URL(link.dataset.near ?? '', location.href);
        // Three decimals are a hundred metres: enough to sort palaces, too little to tell a home.
        target.searchParams.set('latitude', coords.latitude.toFixed(3));
        target.searchParams.set('longitude', coords.longitude.toFixed(3));
        location.assign(target);
      },
      () => location.assign(link.href),
      { maximumAge: 600_000, timeout: PATIENCE_MS },
    );
  });
}

export {};
