import { randomUUID } from 'node:crypto';
import { Agent, request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { History } from './history.ts';
import type { Random } from './random.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The JSON of the answer; an empty object without one. */
  readonly body: Record<string, unknown>;
}

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Who calls: a signed-in person … */
  readonly cookie?: string;
  /** … or a device. */
  readonly token?: string;
  readonly body?: object;
}

/** How often a request is sent again before the harness gives up on the system. */
const MOST_TRIES = 400;
const agent = new Agent({ keepAlive: true, maxSockets: 512 });

/**
 * A client as careful as a good phone app: it sends a write with its key until it is told what became of it, whatever
 * happens to servers and network meanwhile – and as nasty as a bad network: some writes arrive twice at once at
 * different servers, some again later.
 */
export class Client {
  readonly #urls: () => readonly string[];
  readonly #random: Random;
  readonly #history: History;

  constructor(urls: () => readonly string[], random: Random, history: History) {
    this.#urls = urls;
    this.#random = random;
    this.#history = history;
  }

  /** The answer to a request that needs no key, because it may be sent any number of times; from any server. */
  read(request: Request): Promise<Answer> {
    return this.#untilDefinite(request, undefined);
  }

  /** The answer to a write. Reports a key whose answers contradict each other. */
  async write(request: Request): Promise<Answer> {
    const key = randomUUID();
    const first = this.#untilDefinite(request, key);
    const twin = this.#random.chance(0.06) ? this.#untilDefinite(request, key) : first;
    const answers = [await first, await twin];
    const success = answers.find(succeeded);
    if (success !== undefined && this.#random.chance(0.06)) {
      const late = await this.#untilDefinite(request, key);
      if (!succeeded(late))
        this.#history.broke('a repeat was refused', { path: request.path, late: late.text });
      answers.push(late);
    }
    const told = new Set(answers.filter(succeeded).map((each) => each.text));
    if (told.size > 1)
      this.#history.broke('one key, two answers', { path: request.path, answers: [...told] });
    return success ?? (answers[0] as Answer);
  }

  async #untilDefinite(request: Request, key: string | undefined): Promise<Answer> {
    let last = '';
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const url = this.#random.pick(this.#urls()) ?? '';
      const answer = await send(url, request, key).catch((error: Error) => error);
      if (answer instanceof Error) last = answer.message;
      else if (answer.status < 500) return answer;
      else last = answer.text;
      if (!(answer instanceof Error) && answer.status !== 503) {
        this.#history.refused('server', `answered ${answer.status}`);
      }
      await delay(20 + 5 * Math.min(tries, 60));
    }
    throw new Error(
      `${request.method} ${request.path} got no answer in ${MOST_TRIES} tries, at last ${last}`,
    );
  }
}

export const succeeded = (answer: Answer): boolean => answer.status < 400;

/** The stable code of a refusal, for counting. */
export const codeOf = (answer: Answer): string => String(answer.body.code ?? answer.status);

function send(origin: string, request: Request, key: string | undefined): Promise<Answer> {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      new URL(`/api/v1${request.path}`, origin),
      {
        method: request.method,
        agent,
        timeout: 60_000,
        headers: {
          ...(request.cookie === undefined ? {} : { cookie: request.cookie }),
          ...(request.token === undefined ? {} : { authorization: `Bearer ${request.token}` }),
          ...(body === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, text, body: parsed(text) });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer within a minute')));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
