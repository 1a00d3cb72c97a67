/** How often what was watched is looked at, and reported until it counts, ms. */
const LOOK_MS = 1000;
const REPORTS = 3;

/**
 * Reports a play once enough different parts were watched, and again later with more, since a report may get lost; the server
 * counts it once.
 */
export function reportPlays(id: string, video: HTMLVideoElement): void {
  let begun: Promise<{ token: string; countsAfterMs: number }> | null = null;
  let sent = 0;
  video.addEventListener('playing', () => {
    begun ??= fetch(`/api/v1/videos/${id}/play`, { method: 'POST' }).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    begun.catch(() => {
      begun = null;
    });
  });
  setInterval(async () => {
    if (begun === null || sent >= REPORTS) return;
    const known = await begun.catch(() => null);
    if (known === null) return;
    const watched = partsOf(video.played);
    const total = watched.reduce((sum, [from, to]) => sum + to - from, 0);
    if (total < known.countsAfterMs * (1 + sent) + 500 * (sent === 0 ? 1 : 0)) return;
    sent++;
    const body = JSON.stringify({ token: known.token, watched });
    // Survives the page being left.
    fetch('/api/v1/plays', {
      method: 'POST',
      body,
      keepalive: true,
      headers: { 'content-type': 'application/json' },
    }).catch(() => {
      sent--;
    });
  }, LOOK_MS);
}

/** What the browser knows to have been played, ms; it merges parts itself. */
function partsOf(played: TimeRanges): [number, number][] {
  return Array.from({ length: Math.min(played.length, 100) }, (_, index) => [
    Math.round(played.start(index) * 1000),
    Math.round(played.end(index) * 1000),
  ]);
}
