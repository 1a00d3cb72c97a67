import type { BodyInputOf, ParamsOf, QueryInputOf, ResponseOf, RouteDescriptor } from './route.ts';
import type { ProblemDocument } from './shapes.ts';

/** Anything that answers like the platform's fetch: the browser's, Node's, or the server's in-process one. */
export type Fetch = (path: string, init?: RequestInit) => Promise<Response>;

type Part<Key extends string, Value> = [Value] extends [undefined]
  ? Record<never, never>
  : keyof Value extends never
    ? Record<never, never>
    : { [K in Key]: Value };

/** An absent query, or one whose every member is optional, may be left out of the call. */
type QueryPart<R extends RouteDescriptor> =
  QueryInputOf<R> extends undefined
    ? Record<never, never>
    : Record<never, never> extends QueryInputOf<R>
      ? { query?: QueryInputOf<R> }
      : { query: QueryInputOf<R> };

/** What a call of route `R` takes: its path parameters, query and body, each only where the route has one. */
export type CallInput<R extends RouteDescriptor> = Part<'params', ParamsOf<R>> &
  QueryPart<R> &
  Part<'body', BodyInputOf<R>> & {
    /** Key that makes a repeated write answer as the first did; a fresh one is made when absent. */
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

/** The input may be omitted altogether when nothing in it is required. */
export type CallArguments<R extends RouteDescriptor> =
  Record<never, never> extends CallInput<R> ? [input?: CallInput<R>] : [input: CallInput<R>];

export type FieldProblem = { path: string; message: string };

/** An answer that is not a success: the API's problem+json, or a made-up one when the body was not JSON. */
export class ProblemError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  readonly seats: readonly number[] | undefined;

  constructor(problem: Pick<ProblemDocument, 'status' | 'code' | 'title' | 'detail' | 'fields' | 'seats'>) {
    super(`${problem.status} ${problem.code}: ${problem.detail}`);
    this.name = 'ProblemError';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.fields = problem.fields ?? [];
    this.seats = problem.seats;
  }
}

interface LooseInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/**
 * Calls the API route `descriptor` over `fetch` and returns its typed answer.
 * The answer is trusted, not parsed again: both sides share the contract.
 * Throws ProblemError for every status outside 200–299; a network failure passes through as fetch threw it.
 */
export async function call<const R extends RouteDescriptor>(
  fetch: Fetch,
  descriptor: R,
  ...args: CallArguments<R>
): Promise<ResponseOf<R>> {
  const input = (args[0] ?? {}) as LooseInput;
  const response = await fetch(target(descriptor, input), init(descriptor, input));
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as ResponseOf<R>;
  if (descriptor.produces) return new Uint8Array(await response.arrayBuffer()) as ResponseOf<R>;
  return (await response.json()) as ResponseOf<R>;
}

/** Path and query string of a call; a missing path parameter is the caller's mistake and throws. */
export function target(
  descriptor: RouteDescriptor,
  input: Pick<LooseInput, 'params' | 'query'> = {},
): string {
  const path = descriptor.path.replace(/:([A-Za-z]\w*)/g, (_, name: string) => {
    const value = input.params?.[name];
    if (value === undefined || value === null || value === '') {
      throw new TypeError(`${descriptor.method} ${descriptor.path}: path parameter "${name}" is missing`);
    }
    return encodeURIComponent(String(value));
  });
  const query = queryString(input.query);
  return query === '' ? path : `${path}?${query}`;
}

function queryString(query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return search.toString();
}

function init(descriptor: RouteDescriptor, input: LooseInput): RequestInit {
  const headers: Record<string, string> = {
    accept: descriptor.produces ?? 'application/json, application/problem+json',
  };
  if (descriptor.method !== 'GET') headers['idempotency-key'] = input.idempotencyKey ?? crypto.randomUUID();
  const request: RequestInit = { method: descriptor.method, headers };
  if (input.signal) request.signal = input.signal;
  if (input.body !== undefined) {
    headers['content-type'] = 'application/json';
    request.body = JSON.stringify(input.body);
  }
  return request;
}

async function problemOf(response: Response): Promise<ProblemError> {
  const document = await response.json().catch(() => null);
  if (document && typeof document === 'object' && 'code' in document) {
    return new ProblemError({
      ...(document as ProblemDocument),
      status: response.status,
    });
  }
  return new ProblemError({
    status: response.status,
    code: 'unreadable_answer',
    title: response.statusText || String(response.status),
    detail: `The server answered ${response.status} without a problem document.`,
  });
}
