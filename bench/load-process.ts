/**
 * The load generator: a process of its own that sends HTTP/1.1 requests over `clients` open connections, each
 * waiting for its answer before the next, and reports by message what came back. Bare sockets, because a full HTTP
 * client would take more of the two cores than the server that it measures.
 */
import { connect, type Socket } from 'node:net';

/** One arrival: a path to post to, and who posts. */
export interface Arrival {
  readonly path: string;
  readonly cookie: string;
  readonly key?: string;
  /** JSON; that of a booking for oneself when left out. */
  readonly body?: string;
}

export interface LoadTask {
  /** Ports of the servers on the loopback; connections are shared out among them. */
  readonly ports: readonly number[];
  readonly clients: number;
  readonly arrivals: readonly Arrival[];
}

export interface LoadResult {
  /** Of each arrival, in their order: status of the answer, and ms from the start of the load to it and of waiting. */
  readonly status: Uint16Array;
  readonly at: Float64Array;
  readonly waited: Float64Array;
  readonly seconds: number;
  /** Processor time of this process, seconds. */
  readonly cpu: number;
}

const BODY = '{"companions":[]}';

process.on('message', (task: LoadTask) => {
  void run(task).then((result) => {
    process.send?.(result, () => process.disconnect());
  });
});

async function run({ ports, clients, arrivals }: LoadTask): Promise<LoadResult> {
  const requests = arrivals.map(requestOf);
  const status = new Uint16Array(arrivals.length);
  const at = new Float64Array(arrivals.length);
  const waited = new Float64Array(arrivals.length);
  const lines = await Promise.all(
    Array.from({ length: clients }, (_, index) => open(ports[index % ports.length] as number)),
  );
  const cpu = process.cpuUsage();
  const start = performance.now();
  let next = 0;
  await Promise.all(
    lines.map(async (line) => {
      for (let mine = next++; mine < requests.length; mine = next++) {
        const began = performance.now();
        status[mine] = await line.exchange(requests[mine] as Buffer);
        const now = performance.now();
        at[mine] = now - start;
        waited[mine] = now - began;
      }
      line.close();
    }),
  );
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - start) / 1000;
  return { status, at, waited, seconds, cpu: (user + system) / 1e6 };
}

const requestOf = ({ path, cookie, key, body = BODY }: Arrival): Buffer =>
  Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncookie: ${cookie}\r\n` +
      `${key === undefined ? '' : `idempotency-key: ${key}\r\n`}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );

function open(port: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(new Line(socket)));
    socket.once('error', reject);
  });
}

/** A connection with at most one request under way. */
class Line {
  readonly #socket: Socket;
  #seen: Buffer = EMPTY;
  #answered: ((status: number) => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => this.#end(0));
    socket.on('close', () => this.#end(0));
  }

  /** Sends one request and reads its answer to the end; resolves with the status, 0 when the connection broke. */
  exchange(request: Buffer): Promise<number> {
    if (this.#socket.destroyed) return Promise.resolve(0);
    return new Promise((resolve) => {
      this.#answered = resolve;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#seen = this.#seen.length === 0 ? chunk : Buffer.concat([this.#seen, chunk]);
    const seen = this.#seen;
    const head = seen.indexOf('\r\n\r\n');
    if (head < 0 || seen.length < head + 4 + bodyLength(seen, head)) return;
    this.#seen = EMPTY;
    this.#end(Number(seen.toString('latin1', 9, 12)));
  }

  #end(status: number): void {
    const answered = this.#answered;
    this.#answered = undefined;
    answered?.(status);
  }
}

const EMPTY = Buffer.alloc(0);

/** What an answer says of its own length; 0 without a word. */
function bodyLength(seen: Buffer, head: number): number {
  const at = seen.indexOf('content-length: ');
  return at < 0 || at > head ? 0 : Number.parseInt(seen.toString('latin1', at + 16, head), 10);
}
