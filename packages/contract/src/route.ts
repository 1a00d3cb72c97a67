import type { z } from 'zod';

/** Roles a person may hold in one palace. */
export const palaceRoles = ['editor', 'reviewer', 'front_desk', 'coordinator', 'director'] as const;
export type PalaceRole = (typeof palaceRoles)[number];

/**
 * Who may call a route. Every route states one; the server refuses to start with a route that does not.
 * - `anyone`: no sign-in.
 * - `person`: any signed-in person, acting for themselves.
 * - `staff`: holds one of `roles` in the palace named by `params.palaceId`, with a second factor in this
 *   sign-in. `officers: true` also admits officers of the unions above that palace.
 * - `officer`: officer of the union named by `params.unionId` or of one above it, with a second factor.
 * - `staff-self`: holds any palace or union role, with a second factor; for one's own desk.
 * - `device`: a device of the palace named by `params.palaceId`, with its own token and nobody signed in.
 */
export type Access =
  | { readonly who: 'anyone' }
  | { readonly who: 'person' }
  | {
      readonly who: 'staff';
      readonly roles: readonly PalaceRole[];
      readonly officers?: true;
    }
  | { readonly who: 'officer' }
  | { readonly who: 'staff-self' }
  | { readonly who: 'device' };

export const anyone: Access = { who: 'anyone' };
export const signedIn: Access = { who: 'person' };
export const staffSelf: Access = { who: 'staff-self' };
export const officer: Access = { who: 'officer' };
export const device = { who: 'device' } as const satisfies Access;
/** Staff of the palace in `params.palaceId` holding one of `roles`. */
export const staff = (...roles: PalaceRole[]): Access => ({
  who: 'staff',
  roles,
});
/** As `staff`, and officers of the unions above the palace. */
export const staffOrOfficer = (...roles: PalaceRole[]): Access => ({
  who: 'staff',
  roles,
  officers: true,
});

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface RouteDescriptor {
  readonly method: Method;
  /** Path with `:name` parameters, starting with `/`. */
  readonly path: string;
  /** One line for the API documentation. */
  readonly summary: string;
  /** Module the route belongs to: groups the API documentation. */
  readonly tag: string;
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** JSON answer; leave out together with setting `produces` for a file or feed. */
  readonly response?: z.ZodType;
  /** Media type of an answer that is not JSON, e.g. `text/calendar`. */
  readonly produces?: string;
  /** Status of success: 200 unless set. */
  readonly status?: 200 | 201 | 202 | 204;
  /**
   * The answer is the same for everybody for so many seconds: who asks is not looked at, nobody is limited, and any
   * cache between may keep it.
   */
  readonly shared?: number;
  /** Largest body, bytes; the server's default unless set. */
  readonly bodyLimit?: number;
  /** Calls a minute for one person (one address when anonymous); the server's default unless set. */
  readonly perMinute?: number;
  /**
   * Writes run in one transaction unless set to `none` (sign-in, whose library owns its own writes, and
   * reads that are POSTs).
   */
  readonly transaction?: 'none';
}

/** Declares a route; keeps the literal types of its schemas for the server's binding and the web's client. */
export function route<const R extends RouteDescriptor>(descriptor: R): R {
  return descriptor;
}

type InferOr<S, Fallback> = S extends z.ZodType ? z.output<S> : Fallback;
type InputOr<S, Fallback> = S extends z.ZodType ? z.input<S> : Fallback;

export type ParamsOf<R extends RouteDescriptor> = InferOr<R['params'], Record<never, never>>;
export type QueryOf<R extends RouteDescriptor> = InferOr<R['query'], Record<never, never>>;
export type BodyOf<R extends RouteDescriptor> = InferOr<R['body'], undefined>;
export type QueryInputOf<R extends RouteDescriptor> = InputOr<R['query'], undefined>;
export type BodyInputOf<R extends RouteDescriptor> = InputOr<R['body'], undefined>;
export type ResponseOf<R extends RouteDescriptor> = R['produces'] extends string
  ? string | Uint8Array
  : InferOr<R['response'], undefined>;
