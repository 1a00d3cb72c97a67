import type { BodyOf, ParamsOf, QueryOf, ResponseOf, RouteDescriptor } from '@wengong/contract';
import type { Actor } from './actor.ts';
import type { CountedElsewhere } from './counted-elsewhere.ts';
import type { Reader, Tx } from './db.ts';
import type { Deps } from './deps.ts';
import type { Device } from './device.ts';
import type { ErrorCode } from './errors.ts';
import type { KeyedRequest } from './idempotency.ts';
import type { JobBinding } from './jobs.ts';
import type { Log } from './log.ts';
import type { Subscription } from './outbox.ts';
import type { PersonalData } from './personal-data.ts';
import type { ReviewedKind } from './review.ts';

/** What a module brings to the app. `app.ts` collects the parts; nothing else is wired by hand. */
export interface Module {
  readonly name: string;
  readonly routes: readonly RouteBinding[];
  readonly subscriptions?: readonly Subscription<Deps>[];
  readonly jobs?: readonly JobBinding<Deps>[];
  /** Which error a violated database constraint means to the caller, by the constraint's name. */
  readonly constraints?: Readonly<Record<string, ErrorCode>>;
  /** What the module holds about people; left out when it holds nothing. */
  readonly personalData?: PersonalData;
  /** Kinds of content of this module that are reviewed before everybody sees them. */
  readonly reviewed?: readonly ReviewedKind[];
  /** Kinds of things of this module about which other platforms have numbers. */
  readonly countedElsewhere?: readonly CountedElsewhere[];
}

type ActorOf<R extends RouteDescriptor> = R['access'] extends { who: 'device' }
  ? null
  : R['access'] extends { who: 'anyone' }
    ? Actor | null
    : Actor;

/** Reads get a read-only connection; writes the open transaction of their request. */
type DatabaseOf<R extends RouteDescriptor> = R['method'] extends 'GET'
  ? { readonly reader: Reader }
  : R extends { transaction: 'none' }
    ? { readonly reader: Reader }
    : { readonly tx: Tx };

export type Call<R extends RouteDescriptor> = DatabaseOf<R> & {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly actor: ActorOf<R>;
  readonly device: R['access'] extends { who: 'device' } ? Device : null;
  readonly deps: Deps;
  readonly log: Log;
  readonly now: Date;
  /** `performance.now()` when the request arrived: before sign-in and validation. */
  readonly arrivedAt: number;
  /** The request's Idempotency-Key; null without one. The kernel heeds it unless `transaction` is `none`. */
  readonly keyed: KeyedRequest | null;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Address of the caller, after the trusted proxy. */
  readonly address: string;
  /** Origin under which the caller reached the server, e.g. `https://wengong.example`. */
  readonly origin: string;
  /** Adds a header to the answer; `set-cookie` may be given several times. */
  setHeader(name: string, value: string): void;
};

/** An action gives what its route promises; nothing when the route has no response. */
export type Handler<R extends RouteDescriptor> = (
  call: Call<R>,
) => Promise<undefined extends ResponseOf<R> ? void : ResponseOf<R> | Pieces<R>>;

/** A file may be given piece by piece: it is sent as fast as it is taken, and never held as a whole. */
type Pieces<R extends RouteDescriptor> = R['produces'] extends string ? AsyncIterable<Uint8Array> : never;

export interface RouteBinding {
  readonly descriptor: RouteDescriptor;
  readonly handler: (call: never) => Promise<unknown>;
}

/** Binds a contract's route to its action. */
export function handle<const R extends RouteDescriptor>(descriptor: R, handler: Handler<R>): RouteBinding {
  return { descriptor, handler: handler as RouteBinding['handler'] };
}
