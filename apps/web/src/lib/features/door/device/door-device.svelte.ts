import type { CheckInResult, DoorEntry, DoorKit } from '@wengong/contract';
import { doorAnswer } from '@wengong/contract/door-sentences';
import { doorTime } from './clock.ts';
import { judge, type Presented, type Reason, sessionOf } from './judge.ts';
import { Synchroniser } from './synchroniser.ts';
import { codeHash, openName, readCode, readTicket } from './ticket-check.ts';
import type { ContactFact, DeviceFact, Kept, Vault } from './vault.ts';

type Scan = Extract<DoorEntry, { kind: 'scan' }>;

/** What a ticket is recognised by, and whether the staff admit it outside the hours. */
export interface Seen {
  text: string;
  method: 'camera' | 'code';
  override?: boolean;
}

/** A typed code that this device cannot place: booked after its last contact, or mistyped. */
export type DoorAnswer = { result: CheckInResult } | { unresolved: 'code' };

/** Typed codes have at most so many characters with hyphens; whatever is longer is a ticket's signed text. */
const CODE_LENGTH = 11;

/** A provisioned device at work: judges tickets by what it holds, and tells the server when it can. */
export class DoorDevice {
  readonly vault: Vault;
  readonly device: DeviceFact;
  kit = $state.raw<DoorKit | null>(null);
  contact = $state.raw<ContactFact | null>(null);
  /** The last call was answered. */
  online = $state(false);
  waiting = $state(0);
  /** What the server wants looked at, of what happened here, newest first. */
  flagged = $state.raw<readonly Kept[]>([]);
  /** The device was shut out: it holds nothing any more. */
  revoked = $state(false);
  /** The server does not know the device; what it holds is kept. */
  unknown = $state(false);
  /** Grows whenever something happened or was learnt, so that counts are counted again. */
  changes = $state(0);
  readonly #sync: Synchroniser;
  #lastEntryAt = 0;

  constructor(vault: Vault, device: DeviceFact) {
    this.vault = vault;
    this.device = device;
    this.#sync = new Synchroniser(vault, device, this);
  }

  /** Reads what the device holds, and begins to talk to the server. Returns the stop. */
  async start(): Promise<() => void> {
    this.kit = await this.vault.fact('kit');
    this.contact = await this.vault.fact('contact');
    await this.refresh();
    return this.#sync.start();
  }

  /** Counts again what waits and what is flagged. */
  async refresh(): Promise<void> {
    const entries = await this.vault.entries();
    this.#lastEntryAt = Math.max(0, ...entries.map(({ entry }) => Date.parse(entry.at)));
    this.waiting = entries.filter((kept) => kept.waits === 1).length;
    this.flagged = entries.filter((kept) => kept.result?.flag).toReversed();
    this.changes += 1;
  }

  now(): number {
    return doorTime(Date.now(), this.contact, this.#lastEntryAt);
  }

  /** Tells the server now instead of at the next turn; with `news`, also asks what changed elsewhere. */
  hurry(news = false): void {
    this.#sync.hurry(news);
  }

  /**
   * Judges what was read or typed. What it says is on the disk before it says it. One after the other, in all tabs: a
   * ticket that is read twice in a moment is let in once.
   */
  check(seen: Seen, sessionId: string | null): Promise<DoorAnswer> {
    return this.vault.alone(() => this.#check(seen, sessionId));
  }

  async #check(seen: Seen, sessionId: string | null): Promise<DoorAnswer> {
    const kit = this.kit;
    if (kit === null) return { unresolved: 'code' };
    const found =
      seen.text.length > CODE_LENGTH
        ? await this.#byToken(seen.text, kit)
        : await this.#byCode(seen.text, kit);
    if (found === null) return { unresolved: 'code' };
    const now = this.now();
    const door = { kit, sessionId, now, override: seen.override ?? false };
    const { reason, at }: { reason: Reason; at: string | null } =
      typeof found === 'string' ? { reason: found, at: null } : judge(found.ticket, door);
    const entry: Scan = {
      kind: 'scan',
      nonce: crypto.randomUUID(),
      at: new Date(now).toISOString(),
      text: seen.text,
      sessionId,
      method: seen.method,
      verdict: doorAnswer(reason).result,
      ...(seen.override ? { override: true } : {}),
    };
    const ticket = typeof found === 'string' ? '' : found.ticket.hash;
    await this.#record(entry, ticket);
    if (typeof found === 'string') return { result: doorAnswer(found) };
    const session = sessionOf(kit, found.ticket.sessionId);
    return {
      result: doorAnswer(reason, {
        checkInId: reason === 'admitted' ? entry.nonce : null,
        at: reason === 'admitted' ? entry.at : at,
        holderName: found.name,
        sessionId: found.ticket.sessionId,
        title: session?.title ?? null,
        titleEn: session?.titleEn ?? null,
        startsAt: session?.startsAt ?? null,
        seat: found.ordinal === null ? null : found.ordinal + 1,
        seats: found.seats,
      }),
    };
  }

  /** Takes an admission of this device back. */
  async undo(nonce: string): Promise<void> {
    const [kept] = (await this.vault.entries()).filter(({ entry }) => entry.nonce === nonce);
    await this.#record(
      { kind: 'undo', nonce: crypto.randomUUID(), at: new Date(this.now()).toISOString(), undoes: nonce },
      kept?.ticket ?? '',
    );
  }

  /** Counts somebody who came without a booking. */
  async visit(sessionId: string | null, visitors: 1 | -1): Promise<void> {
    await this.#record(
      {
        kind: 'visit',
        nonce: crypto.randomUUID(),
        at: new Date(this.now()).toISOString(),
        sessionId,
        visitors,
      },
      '',
    );
  }

  async #record(entry: DoorEntry, ticket: string): Promise<void> {
    await this.vault.append({ nonce: entry.nonce, entry, ticket });
    await this.refresh();
    this.hurry();
  }

  async #byToken(text: string, kit: DoorKit) {
    const read = await readTicket(text.trim(), kit.keys);
    if (!read.genuine) return 'forged' satisfies Reason;
    const held = await this.vault.ticket(read.hash);
    const opened = held?.sealed ? await openName(held.sealed, read.token) : null;
    const ticket: Presented = {
      hash: read.hash,
      palaceId: read.palaceId,
      sessionId: read.sessionId,
      held,
      before: await this.vault.entriesOfTicket(read.hash),
    };
    return { ticket, ordinal: read.ordinal, name: opened?.name ?? null, seats: opened?.seats ?? null };
  }

  /** Null when the index has no such code, or several. */
  async #byCode(typed: string, kit: DoorKit) {
    const code = readCode(typed);
    if (code === null) return 'unknown' satisfies Reason;
    const hash = await codeHash(code, kit.codeHash);
    const found = await this.vault.ticketsByCode(hash);
    const [held] = found;
    if (held === undefined || found.length > 1) return null;
    const ticket: Presented = {
      hash: held.ticket,
      palaceId: kit.palace.id,
      sessionId: held.sessionId,
      held,
      before: await this.vault.entriesOfTicket(held.ticket),
    };
    return { ticket, ordinal: null, name: null, seats: null };
  }
}
