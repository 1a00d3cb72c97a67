/** Whether somebody wants little to be fetched: by their device, or by the quality they chose in the player. */
export const savesData = (): boolean =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true ||
  localStorage.getItem('video-quality') === 'save';
