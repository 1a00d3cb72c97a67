import { sessionCookie } from '@wengong/contract';
import { isAPIError } from 'better-auth/api';
import { type ErrorCode, Problem } from '../../../kernel/errors.ts';

interface Caller {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly address: string;
}

/**
 * Headers for a call of better-auth: cookies, user agent and address. Without the session cookie unless
 * `withSession`: a new sign-in must not lean on an old session.
 */
export function authHeaders({ headers, address }: Caller, withSession = false): Headers {
  const cookies = String(headers.cookie ?? '')
    .split(';')
    .filter((pair) => withSession || !pair.trim().startsWith(`${sessionCookie}=`));
  return new Headers({
    cookie: cookies.join(';'),
    'user-agent': String(headers['user-agent'] ?? '').slice(0, 300),
    'x-caller-address': address,
  });
}

/** Hands better-auth's cookies on to the caller. */
export function relayCookies(from: Headers, setHeader: (name: string, value: string) => void): void {
  for (const cookie of from.getSetCookie()) setHeader('set-cookie', cookie);
}

/** Headers for a call that follows another of better-auth at once: the cookies that the first one set. */
export function continueWith(answered: Headers): Headers {
  const cookies = answered.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
  return new Headers({ cookie: cookies.join('; ') });
}

/** Runs a call of better-auth, turning its error codes into problems of the catalogue; others stay errors. */
export async function asking<T>(
  call: () => Promise<T>,
  problems: Readonly<Record<string, ErrorCode>>,
): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const code = isAPIError(error) ? String(error.body?.code ?? '') : '';
    const problem = problems[code];
    if (problem === undefined) throw error;
    throw new Problem(problem, {}, { cause: error });
  }
}
