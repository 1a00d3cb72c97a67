import { sessionCookie } from '@wengong/contract/identity';

/**
 * The visitor's cookies during one page request: starts with what the browser sent, takes what the API sets
 * (so a call after sign-in already carries the session), and hands those on to the browser.
 */
export class CookieJar {
  readonly #cookies = new Map<string, string>();
  readonly #set: string[] = [];

  constructor(header: string | null) {
    for (const pair of header?.split(';') ?? []) {
      const [name, value] = split(pair);
      if (name) this.#cookies.set(name, value);
    }
  }

  /** Takes the Set-Cookie headers of an API answer. */
  receive(response: Response): void {
    for (const header of response.headers.getSetCookie()) {
      this.#set.push(header);
      const [name, value] = split(header.split(';', 1)[0] ?? '');
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  /** Value of the Cookie header for the next API call; empty when there is none. */
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Whether the visitor holds a session of the platform, with or without the `__Secure-` prefix that TLS adds. */
  get hasSession(): boolean {
    return [...this.#cookies.keys()].some((name) => name.endsWith(sessionCookie));
  }

  /** Set-Cookie headers to relay to the browser, in the order received. */
  get toRelay(): readonly string[] {
    return this.#set;
  }
}

function split(pair: string): [name: string, value: string] {
  const at = pair.indexOf('=');
  return at < 0 ? ['', ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
}
