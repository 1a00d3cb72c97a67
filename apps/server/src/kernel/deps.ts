import type { ActorResolver, Hierarchy } from './actor.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { CountedElsewhere } from './counted-elsewhere.ts';
import type { Keys } from './crypto.ts';
import type { Database } from './db.ts';
import type { DeviceResolver } from './device.ts';
import type { Log } from './log.ts';
import type { Bus } from './outbox.ts';
import type { NamedPersonalData } from './personal-data.ts';
import type { ReviewedKind } from './review.ts';
import type { Storage } from './storage/storage.ts';

/** What every action can reach. Built once in app.ts and passed explicitly; there are no globals. */
export interface Deps {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly keys: Keys;
  readonly bus: Bus<Deps>;
  readonly resolveActor: ActorResolver;
  readonly resolveDevice: DeviceResolver;
  readonly hierarchy: Hierarchy;
  /** Where large files live. */
  readonly storage: Storage;
  /** What each module holds about people. */
  readonly personalData: readonly NamedPersonalData[];
  /** Everything that is reviewed, by the modules that own it. */
  readonly reviewed: readonly ReviewedKind[];
  /** Everything about which other platforms have numbers, by the modules that own it. */
  readonly countedElsewhere: readonly CountedElsewhere[];
}

/** What exists before the modules do. */
export type BaseDeps = Pick<Deps, 'config' | 'db' | 'clock' | 'log' | 'keys'>;
