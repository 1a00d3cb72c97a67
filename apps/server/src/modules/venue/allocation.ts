import { databaseError, savepoint, type Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { periodText } from '../../kernel/zone.ts';
import { findPalace } from '../network/index.ts';
import {
  endAllocations,
  type Holder,
  insertAllocations,
  type Take,
  type Taken,
  takenAt,
} from './allocation.store.ts';
import { overlaps, type Period } from './venue.rules.ts';
import { lockResources, unitsOfSpaces } from './venue.store.ts';
import type { ResourceRow } from './venue.tables.ts';

/** What somebody wants to occupy: a space (all its units), a resource such as a teacher, or both. */
export interface Wanted {
  readonly palaceId: string;
  readonly spaceId?: string | null;
  readonly resourceId?: string | null;
  readonly during: Period;
  readonly holder: Holder;
}

/** The refusal `space-taken`, with what is in the way for a caller who can name the holders. */
export class SpaceTaken extends Problem {
  readonly taken: readonly Taken[];
  constructor(taken: readonly Taken[], values: { what: string; when: string }) {
    super('space-taken', values);
    this.taken = taken;
  }
}

/**
 * Occupies what is wanted, all or nothing. The resources are locked first, in id order, so that two takers queue
 * instead of meeting in a deadlock; the exclusion constraint then decides. Throws SpaceTaken, `space-unknown`,
 * `resource-unknown`.
 */
export const allocate = (tx: Tx, wanted: Wanted): Promise<void> => allocateAll(tx, wanted.palaceId, [wanted]);

/** As `allocate`, for several at once in one palace, e.g. a series of sessions. */
export async function allocateAll(tx: Tx, palaceId: string, wanted: readonly Wanted[]): Promise<void> {
  const takes = await takesOf(tx, palaceId, wanted);
  if (takes.length === 0) return;
  const ids = [...new Set(takes.map((take) => take.resourceId))].sort();
  const locked = await lockResources(tx, palaceId, ids);
  if (locked.length < ids.length) throw new Problem('resource-unknown');
  try {
    await savepoint(tx, () => insertAllocations(tx, palaceId, takes));
  } catch (error) {
    if (databaseError(error)?.constraint !== 'allocation_no_overlap') throw error;
    throw await refusal(tx, palaceId, takes, locked);
  }
}

/** Frees everything that a holder occupies. */
export async function release(tx: Tx, palaceId: string, ...holderIds: string[]): Promise<void> {
  if (holderIds.length > 0) await endAllocations(tx, palaceId, holderIds);
}

async function takesOf(tx: Tx, palaceId: string, wanted: readonly Wanted[]): Promise<Take[]> {
  const spaceIds = [...new Set(wanted.flatMap((each) => each.spaceId ?? []))];
  const units = await unitsOfSpaces(tx, palaceId, spaceIds);
  return wanted.flatMap((each) => {
    const ofSpace = each.spaceId == null ? [] : (units.get(each.spaceId) ?? []);
    if (each.spaceId != null && ofSpace.length === 0) throw new Problem('space-unknown');
    const resourceIds = each.resourceId == null ? ofSpace : [...ofSpace, each.resourceId];
    return resourceIds.map((resourceId) => ({ resourceId, ...each.during, holder: each.holder }));
  });
}

async function refusal(
  tx: Tx,
  palaceId: string,
  takes: readonly Take[],
  resources: readonly ResourceRow[],
): Promise<Problem> {
  const taken = await takenAt(tx, palaceId, takes);
  const palace = await findPalace(tx, palaceId);
  const first = taken[0] ?? amongThemselves(takes);
  const zone = palace?.time_zone ?? 'Asia/Shanghai';
  return new SpaceTaken(taken, {
    what: resources.find((each) => each.id === first?.resourceId)?.name ?? '',
    when: first ? periodText(first.startsAt, first.endsAt, zone) : '',
  });
}

/** The first of `takes` that another of them is in the way of. */
const amongThemselves = (takes: readonly Take[]): Take | undefined =>
  takes.find((take, index) =>
    takes.some((other, at) => at > index && other.resourceId === take.resourceId && overlaps(other, take)),
  );
