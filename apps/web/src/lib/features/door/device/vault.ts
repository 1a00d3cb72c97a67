import type { DoorEntry, DoorEntryResult, DoorKit, DoorTicket } from '@wengong/contract';

/** What this device is: made when it is provisioned. */
export interface DeviceFact {
  deviceId: string;
  palaceId: string;
  name: string;
  token: string;
}

/** What the last contact with the server told. */
export interface ContactFact {
  /** Server's time less the device's, ms. */
  offset: number;
  /** Server's time at the last contact, ms. */
  at: number;
  /** Where to go on with the tickets; null before they were all read once. */
  cursor: string | null;
}

/** Something that happened here. Written before anybody is told; kept until the server has it on record. */
export interface Kept {
  /** Given by the database, in the order of writing. */
  seq?: number;
  nonce: string;
  entry: DoorEntry;
  /** Hash of the ticket that it is about; empty when none was recognised. */
  ticket: string;
  /** Null until the server has answered. */
  result: DoorEntryResult | null;
  /** 1 while it waits for the server, 0 after: an index cannot hold a boolean. */
  waits: 0 | 1;
}

interface Facts {
  device: DeviceFact;
  kit: DoorKit;
  contact: ContactFact;
  /** Session the door is for; null for any. */
  chosen: { sessionId: string | null };
}

const wait = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('the device’s storage failed'));
  });

/**
 * What a door keeps on its device, in IndexedDB. Writes of what happened are strict: they are on the disk, not only
 * on their way there, when the promise resolves, so that neither a reload nor an empty battery takes them away.
 */
export class Vault {
  readonly #db: IDBDatabase;
  /** What this tab does alone, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  private constructor(db: IDBDatabase) {
    this.#db = db;
  }

  /** Does `work` while no other tab of this door, and nothing else of this one, does such work. */
  alone<Done>(work: () => Promise<Done>): Promise<Done> {
    const own = () => (navigator.locks ? navigator.locks.request(this.#db.name, work) : work());
    const done = this.#turn.then(own, own) as Promise<Done>;
    this.#turn = done.catch(() => undefined);
    return done;
  }

  static async open(slug: string): Promise<Vault> {
    const request = indexedDB.open(`door-${slug}`, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('facts');
      const tickets = request.result.createObjectStore('tickets', { keyPath: 'ticket' });
      tickets.createIndex('code', 'code');
      tickets.createIndex('session', 'sessionId');
      const entries = request.result.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
      entries.createIndex('nonce', 'nonce', { unique: true });
      entries.createIndex('ticket', 'ticket');
      entries.createIndex('waits', 'waits');
    };
    return new Vault(await wait(request));
  }

  async fact<K extends keyof Facts>(name: K): Promise<Facts[K] | null> {
    return ((await wait(this.#read('facts').get(name))) as Facts[K] | undefined) ?? null;
  }

  async keepFact<K extends keyof Facts>(name: K, value: Facts[K]): Promise<void> {
    await this.#write('facts', (store) => store.put(value, name));
  }

  async ticket(hash: string): Promise<DoorTicket | null> {
    return ((await wait(this.#read('tickets').get(hash))) as DoorTicket | undefined) ?? null;
  }

  async ticketsByCode(code: string): Promise<DoorTicket[]> {
    return wait(this.#read('tickets').index('code').getAll(code)) as Promise<DoorTicket[]>;
  }

  async ticketsOfSession(sessionId: string): Promise<DoorTicket[]> {
    return wait(this.#read('tickets').index('session').getAll(sessionId)) as Promise<DoorTicket[]>;
  }

  async keepTickets(tickets: readonly DoorTicket[]): Promise<void> {
    if (tickets.length === 0) return;
    await this.#write('tickets', (store) => {
      for (const ticket of tickets) store.put(ticket);
    });
  }

  /** Forgets the tickets of sessions that are no longer this door's business. */
  async keepSessionsOnly(sessionIds: ReadonlySet<string>): Promise<void> {
    const known = (await wait(this.#read('tickets').getAll())) as DoorTicket[];
    const old = known.filter((ticket) => !sessionIds.has(ticket.sessionId));
    await this.#write('tickets', (store) => {
      for (const { ticket } of old) store.delete(ticket);
    });
  }

  /** On the disk when it resolves. */
  async append(kept: Omit<Kept, 'seq' | 'result' | 'waits'>): Promise<void> {
    await this.#write('entries', (store) => store.add({ ...kept, result: null, waits: 1 }), 'strict');
  }

  async entriesOfTicket(hash: string): Promise<Kept[]> {
    return wait(this.#read('entries').index('ticket').getAll(hash)) as Promise<Kept[]>;
  }

  async entries(): Promise<Kept[]> {
    return wait(this.#read('entries').getAll()) as Promise<Kept[]>;
  }

  async waiting(limit: number): Promise<Kept[]> {
    return wait(this.#read('entries').index('waits').getAll(1, limit)) as Promise<Kept[]>;
  }

  async countWaiting(): Promise<number> {
    return wait(this.#read('entries').index('waits').count(1));
  }

  /** Keeps what the server said of entries; they wait no longer. */
  async settle(settled: readonly Kept[]): Promise<void> {
    await this.#write('entries', (store) => {
      for (const kept of settled) store.put({ ...kept, waits: 0 });
    });
  }

  /** Forgets entries on record that happened before a time. */
  async forgetBefore(time: string): Promise<void> {
    const old = (await this.entries()).filter((kept) => kept.waits === 0 && kept.entry.at < time);
    await this.#write('entries', (store) => {
      for (const { seq } of old) if (seq !== undefined) store.delete(seq);
    });
  }

  /** Forgets everything when it is still this device's: another tab may have been made a new one meanwhile. */
  async wipeOf(device: DeviceFact): Promise<void> {
    if ((await this.fact('device'))?.deviceId === device.deviceId) await this.wipe();
  }

  /** Forgets everything, what was not handed over included. */
  async wipe(): Promise<void> {
    await this.forgetServer();
    await this.#write('entries', (store) => store.clear());
  }

  /** Forgets what this device is and was told; what happened here stays. */
  async forgetServer(): Promise<void> {
    for (const name of ['facts', 'tickets']) await this.#write(name, (store) => store.clear());
  }

  #read(name: string): IDBObjectStore {
    return this.#db.transaction(name, 'readonly').objectStore(name);
  }

  #write(
    name: string,
    work: (store: IDBObjectStore) => unknown,
    durability: IDBTransactionDurability = 'default',
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.#db.transaction(name, 'readwrite', { durability });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('the device’s storage is full'));
      work(transaction.objectStore(name));
    });
  }
}
