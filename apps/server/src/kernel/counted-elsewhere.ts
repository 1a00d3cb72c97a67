import type { CountSubject, ExternalCount } from '@wengong/contract';
import type { Reader, Tx } from './db.ts';

/** A number of another platform about one thing. */
export interface NumberElsewhere {
  readonly platform: string;
  readonly kind: ExternalCount['kind'];
  readonly count: number;
  readonly source: string;
  readonly as_of: Date;
  readonly entered_by: string;
  readonly entered_at: Date;
}

/** What rows of a list may call things by. */
export interface NamesInList {
  readonly ids: readonly string[];
  /** Whole titles. */
  readonly titles: readonly string[];
  /** Of addresses that carry a name instead of an id. */
  readonly slugs: readonly string[];
}

export interface NamedSubject {
  readonly id: string;
  readonly title: string;
  readonly slug?: string;
}

/**
 * Things of a module about which other platforms have numbers: the module brings this, and a list of numbers may name them.
 * Numbers are entered in the transaction of the list.
 */
export interface CountedElsewhere {
  readonly of: CountSubject;
  /** Things of a palace that go by one of the names. */
  named(reader: Reader | Tx, palaceId: string, names: NamesInList): Promise<readonly NamedSubject[]>;
  enter(
    tx: Tx,
    palaceId: string,
    numbers: readonly (NumberElsewhere & { readonly subjectId: string })[],
  ): Promise<void>;
}
