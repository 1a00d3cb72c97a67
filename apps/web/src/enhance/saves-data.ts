/** Where the player keeps which quality somebody chose: `auto` or `save`. */
export const CHOSEN_QUALITY = 'video-quality';

/** Whether somebody wants little to be fetched: what they chose in the player goes before what their device says. */
export const savesData = (): boolean => {
  const chosen = localStorage.getItem(CHOSEN_QUALITY);
  if (chosen !== null) return chosen === 'save';
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
};
