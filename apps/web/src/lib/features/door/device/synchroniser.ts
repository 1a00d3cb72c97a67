import type { DoorKit } from '@wengong/contract';
import { deviceCalls, Refused } from './device-calls.ts';
import type { ContactFact, DeviceFact, Kept, Vault } from './vault.ts';

/** Entries handed over at once. */
const BATCH = 200;
/** Between two contacts while all goes well, and the longest wait while it does not, ms. */
const CALM = 10_000;
const LONGEST = 60_000;
/** Between two looks for what changed elsewhere, ms; everything is looked through for it. */
const NEWS = 30_000;
/** What is on record is kept so long, for duplicates and for looking back, ms. */
const KEPT = 3 * 86_400_000;

/** What the synchroniser tells of. */
interface Listener {
  kit: DoorKit | null;
  contact: ContactFact | null;
  online: boolean;
  revoked: boolean;
  unknown: boolean;
  refresh(): Promise<void>;
}

/**
 * Hands over what happened and fetches what changed, again and again: at once when something happened or the network
 * came back, seldom while nobody answers. One contact at a time.
 */
export class Synchroniser {
  readonly #vault: Vault;
  readonly #device: DeviceFact;
  readonly #calls: ReturnType<typeof deviceCalls>;
  readonly #listener: Listener;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  #again = false;
  #stopped = false;
  #failures = 0;
  #newsAt = 0;
  /** One at a time after the server could not take a batch, so that one entry does not hold up the others. */
  #batch = BATCH;

  constructor(vault: Vault, device: DeviceFact, listener: Listener) {
    this.#vault = vault;
    this.#device = device;
    this.#calls = deviceCalls(device);
    this.#listener = listener;
  }

  start(): () => void {
    const hurry = () => this.hurry();
    addEventListener('online', hurry);
    document.addEventListener('visibilitychange', hurry);
    this.hurry();
    return () => {
      this.#stopped = true;
      clearTimeout(this.#timer);
      removeEventListener('online', hurry);
      document.removeEventListener('visibilitychange', hurry);
    };
  }

  /** Makes contact now; with `news`, also looks now for what changed elsewhere. */
  hurry(news = false): void {
    if (this.#stopped) return;
    if (news) this.#newsAt = 0;
    this.#again = true;
    clearTimeout(this.#timer);
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#contact();
    }
    this.#running = false;
    if (this.#stopped) return;
    const pause = this.#failures === 0 ? CALM : Math.min(LONGEST, 2000 * 2 ** (this.#failures - 1));
    this.#timer = setTimeout(() => this.hurry(), pause);
  }

  async #contact(): Promise<void> {
    try {
      await this.#handOver();
      if (Date.now() - this.#newsAt > NEWS) {
        await this.#fetchNews();
        this.#newsAt = Date.now();
      }
      this.#failures = 0;
      this.#listener.online = true;
    } catch (cause) {
      this.#failures += 1;
      this.#listener.online = cause instanceof Refused;
      if (cause instanceof Refused) await this.#refused(cause);
    }
    await this.#listener.refresh();
  }

  /** Everything that waits, in the order in which it happened; once without anything, to be heard of. */
  async #handOver(): Promise<void> {
    for (let more = true; more; ) {
      const kept = await this.#vault.waiting(this.#batch);
      const left = (await this.#vault.countWaiting()) - kept.length;
      const began = Date.now();
      const { results, serverTime } = await this.#calls.sync(
        kept.map(({ entry }) => entry),
        left,
      );
      const answers = new Map(results.map((result) => [result.nonce, result]));
      await this.#vault.settle(
        kept.flatMap((each) => {
          const result = answers.get(each.nonce);
          return result === undefined ? [] : [{ ...each, result }];
        }),
      );
      await this.#keepContact(Date.parse(serverTime), (began + Date.now()) / 2);
      this.#batch = BATCH;
      more = left > 0;
    }
  }

  async #keepContact(at: number, device: number): Promise<void> {
    const cursor = this.#listener.contact?.cursor ?? null;
    const contact = { offset: at - device, at, cursor };
    await this.#vault.keepFact('contact', contact);
    this.#listener.contact = contact;
  }

  async #fetchNews(): Promise<void> {
    const kit = await this.#calls.kit();
    const known = new Set(this.#listener.kit?.sessions.map((session) => session.id));
    const ids = new Set(kit.sessions.map((session) => session.id));
    await this.#vault.keepFact('kit', kit);
    this.#listener.kit = kit;
    // What is new may have tickets older than where we stopped reading.
    let cursor = [...ids].every((id) => known.has(id)) ? (this.#listener.contact?.cursor ?? null) : null;
    for (let complete = false; !complete; ) {
      const news = await this.#ticketsAfter(cursor);
      await this.#vault.keepTickets(news.items);
      ({ cursor, complete } = news);
    }
    const contact = this.#listener.contact;
    if (contact === null) return;
    this.#listener.contact = { ...contact, cursor };
    await this.#vault.keepFact('contact', this.#listener.contact);
    await this.#vault.keepSessionsOnly(ids);
    await this.#vault.forgetBefore(new Date(contact.at - KEPT).toISOString());
  }

  /** A newer server may not understand where we stopped: then all is read from the beginning. */
  async #ticketsAfter(cursor: string | null) {
    try {
      return await this.#calls.tickets(cursor);
    } catch (cause) {
      if (cursor === null || !(cause instanceof Refused) || cause.status !== 400) throw cause;
      return await this.#calls.tickets(null);
    }
  }

  async #refused(refusal: Refused): Promise<void> {
    if (refusal.code === 'device-revoked') {
      this.#stopped = true;
      await this.#vault.wipeOf(this.#device);
      this.#listener.revoked = true;
    }
    this.#listener.unknown = refusal.code === 'device-unknown';
    if (refusal.status !== 400 && refusal.status !== 413) return;
    if (this.#batch > 1) {
      this.#batch = 1;
      this.#again = true;
    } else {
      await this.#setAside();
    }
  }

  /** The one entry that the server cannot read at all: kept and shown, and no longer in the way of the others. */
  async #setAside(): Promise<void> {
    const [first] = await this.#vault.waiting(1);
    if (first === undefined) return;
    const result = {
      nonce: first.nonce,
      outcome: 'unplaced',
      flag: 'unknown',
      firstAt: null,
      firstDevice: null,
    };
    await this.#vault.settle([{ ...first, result } as Kept]);
    this.#again = true;
  }
}
