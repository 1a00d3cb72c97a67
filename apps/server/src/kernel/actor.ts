import type { Locale, PalaceRole, WorkerCategory } from '@wengong/contract';

/** The signed-in person behind a request, with what decides what they may do. */
export interface Actor {
  readonly personId: string;
  readonly displayName: string;
  readonly locale: Locale;
  readonly elderMode: boolean;
  /** The second factor was given in this sign-in. */
  readonly strong: boolean;
  /** A union has verified the membership and it has not run out. */
  readonly member: boolean;
  readonly categories: readonly WorkerCategory[];
  /** Unions that they are a member of, and those above: for what is kept for a union's members. */
  readonly memberOf: readonly string[];
  readonly palaceRoles: readonly {
    readonly palaceId: string;
    readonly role: PalaceRole;
  }[];
  /** Unions for which the person is an officer, as ltree paths: the right holds for all below. */
  readonly unions: readonly {
    readonly unionId: string;
    readonly path: string;
  }[];
}

/** Finds the person behind a request's headers; null when not signed in. Provided by identity. */
export type ActorResolver = (headers: Record<string, string | string[] | undefined>) => Promise<Actor | null>;

/** Where palaces and unions hang in the tree. Provided by network; null when there is no such one. */
export interface Hierarchy {
  palacePath(palaceId: string): Promise<string | null>;
  unionPath(unionId: string): Promise<string | null>;
}
