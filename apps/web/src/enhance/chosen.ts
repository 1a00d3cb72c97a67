/** Rows of choices that are wider than the screen begin where the chosen one is seen. Nothing else is scrolled. */
for (const chosen of document.querySelectorAll<HTMLElement>('ul[data-chips] > :has([aria-current])')) {
  const row = chosen.parentElement;
  if (row) row.scrollLeft = chosen.offsetLeft - row.offsetLeft - (row.clientWidth - chosen.clientWidth) / 2;
}
