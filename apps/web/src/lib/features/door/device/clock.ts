import type { ContactFact } from './vault.ts';

/**
 * The time, as well as a device can tell it without network: its clock put right as at the last contact, and never
 * before what is known to have been, whatever the clock does (an empty battery sets it back).
 */
export const doorTime = (device: number, contact: ContactFact | null, lastEntryAt: number): number =>
  Math.max(device + (contact?.offset ?? 0), contact?.at ?? 0, lastEntryAt);
