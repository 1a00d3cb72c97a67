/** Keeps the minutes and seconds in elements marked `data-until` (an instant) running; without it they stand still. */
const clocks = [...document.querySelectorAll<HTMLElement>('[data-until]')];

function show(): void {
  for (const clock of clocks) {
    const left = Math.max(0, Math.floor((Date.parse(clock.dataset.until ?? '') - Date.now()) / 1000));
    clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  }
}

if (clocks.length > 0) {
  show();
  setInterval(show, 1000);
}

export {};
