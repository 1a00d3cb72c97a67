import type { moveSession, ResponseOf, RoomCalendarItem } from '@wengong/contract';
import type { Problem } from '#lib/problem.ts';
import { instantsOf, type Place, placeOf, samePlace } from './grid.ts';

type Moved = ResponseOf<typeof moveSession>;
type Answer = { ok: true; session: Moved } | { ok: false; problem: Problem | null };

/** What the page around the mover says and does. */
export interface MoverPage {
  readonly slug: string;
  readonly timeZone: string;
  /** Reads the week again. */
  refresh(): Promise<void>;
  moved(item: RoomCalendarItem, to: Place, undo: () => void): void;
  movedBack(): void;
  /** Whoever moved it stands at it again, wherever it is drawn now. */
  settled(id: string): void;
}

/**
 * Moves sessions of the week: shown at once, sent, and put back with the reason when it is refused. One that people
 * have booked asks first, because they are told.
 */
export class Mover {
  /** Where an item is shown until the week is read again. */
  shown = $state<{ id: string; place: Place } | null>(null);
  refused = $state<Problem | 'lost' | null>(null);
  /** Waits for somebody to say that people may be told. */
  asking = $state<{ item: RoomCalendarItem; to: Place } | null>(null);
  busy = $state(false);
  readonly #page: () => MoverPage;

  constructor(page: () => MoverPage) {
    this.#page = page;
  }

  place(item: RoomCalendarItem): Place {
    return this.shown?.id === item.id ? this.shown.place : placeOf(item, this.#page().timeZone);
  }

  async move(item: RoomCalendarItem, to: Place): Promise<void> {
    const from = placeOf(item, this.#page().timeZone);
    this.refused = null;
    if (this.busy || samePlace(from, to)) {
      this.shown = null;
      this.#page().settled(item.id);
      return;
    }
    this.shown = { id: item.id, place: to };
    if (item.status === 'published' && item.booked > 0) {
      this.asking = { item, to };
      return;
    }
    await this.#send(item, to);
  }

  async confirm(): Promise<void> {
    const asked = this.asking;
    this.asking = null;
    if (asked) await this.#send(asked.item, asked.to);
  }

  leave(): void {
    const left = this.asking;
    this.asking = null;
    this.shown = null;
    if (left) this.#page().settled(left.item.id);
  }

  async #send(item: RoomCalendarItem, to: Place): Promise<void> {
    const page = this.#page();
    const from = placeOf(item, page.timeZone);
    const answer = await this.#post(item.id, item.version, to);
    if (answer.ok) {
      const { session } = answer;
      page.moved(item, to, () => void this.#back(session, from));
    } else this.refused = answer.problem ?? 'lost';
    page.settled(item.id);
  }

  /** What repeated by a rule before it was moved repeats by it again. */
  async #back({ id, version, leftRule }: Moved, to: Place): Promise<void> {
    const answer = await this.#post(id, version, to, leftRule);
    if (answer.ok) this.#page().movedBack();
    else this.refused = answer.problem ?? 'lost';
  }

  async #post(id: string, version: number, to: Place, rejoin: Moved['leftRule'] = null): Promise<Answer> {
    const { slug, timeZone, refresh } = this.#page();
    const instants = instantsOf(to, timeZone);
    this.busy = true;
    const answer: Answer = await fetch(`/console/${slug}/calendar/move`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        sessionId: id,
        version,
        spaceId: to.spaceId,
        ...instants,
        ...(rejoin ? { rejoin } : {}),
      }),
    })
      .then((response) => response.json() as Promise<Answer>)
      .catch((): Answer => ({ ok: false, problem: null }));
    // The others may have changed meanwhile, and what moved has a new version.
    await refresh().catch(() => undefined);
    this.shown = null;
    this.busy = false;
    return answer;
  }
}
