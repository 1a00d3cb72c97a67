/** Runs `work` every `ms` milliseconds while the page is in view, and at once when it comes back; returns the stop. */
export function everyWhileVisible(ms: number, work: () => void): () => void {
  const timer = setInterval(() => {
    if (!document.hidden) work();
  }, ms);
  const back = () => {
    if (!document.hidden) work();
  };
  document.addEventListener('visibilitychange', back);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', back);
  };
}
