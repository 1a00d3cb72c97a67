/** What the server answers to the question a form is at, a moment after the last key. */
export interface Asked<Answer> {
  readonly answer: Answer | null;
  readonly phase: 'idle' | 'asking' | 'known' | 'unknown';
}

/** Pause after the last key before the server is asked, ms. */
const PAUSE_MS = 250;

/** `question` is an address and, where something is posted, its body; null while there is nothing to ask. */
export function askWhileTyping<Answer>(question: () => { url: string; body?: string } | null): Asked<Answer> {
  let answer = $state.raw<Answer | null>(null);
  let phase = $state<Asked<Answer>['phase']>('idle');
  // As text: the same question is not asked again because something else was typed.
  const asked = $derived(JSON.stringify(question()));

  $effect(() => {
    const one = JSON.parse(asked) as { url: string; body?: string } | null;
    if (one === null) {
      answer = null;
      phase = 'idle';
      return;
    }
    phase = 'asking';
    const stop = new AbortController();
    const timer = setTimeout(() => void ask(one, stop.signal), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  });

  async function ask({ url, body }: { url: string; body?: string }, signal: AbortSignal) {
    const posted = body === undefined ? {} : { method: 'POST', headers: JSON_BODY, body };
    const found = await fetch(url, { ...posted, signal })
      .then((response) => (response.ok ? (response.json() as Promise<Answer | null>) : null))
      .catch(() => null);
    if (signal.aborted) return;
    answer = found;
    phase = found === null ? 'unknown' : 'known';
  }

  return {
    get answer() {
      return answer;
    },
    get phase() {
      return phase;
    },
  };
}

const JSON_BODY = { 'content-type': 'application/json' };
