/** Shows buttons marked `data-share` and lets them pass the address on, or copy it where nothing can share. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-share]')) {
  const { share: url = '', title = '', done = '' } = button.dataset;
  const canShare = 'share' in navigator;
  if (!canShare && !navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener('click', async () => {
    if (canShare) {
      // Closing the device's sheet without choosing is no failure.
      await navigator.share({ title, url }).catch(() => undefined);
      return;
    }
    await navigator.clipboard.writeText(url);
    const label = button.querySelector('span');
    if (label) label.textContent = done;
  });
}

export {};
