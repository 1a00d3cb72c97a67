import type { Palace } from './places.ts';
import { type Policy, policyAt } from './policies.ts';
import type { Rows } from './rows.ts';

/** How many bookings each person has ahead in each palace, by `<palace> <person>`. */
export class Quotas {
  readonly #active = new Map<string, number>();

  add(palaceId: string, personId: string): void {
    const key = `${palaceId} ${personId}`;
    this.#active.set(key, (this.#active.get(key) ?? 0) + 1);
  }

  write(
    rows: Rows,
    palaces: readonly Palace[],
    policies: ReadonlyMap<string, readonly Policy[]>,
    now: Date,
  ): void {
    const maximum = new Map(
      palaces.map(({ id, content }) => [id, policyAt(policies.get(content.slug) ?? [], now).maxActive]),
    );
    for (const [key, active] of this.#active) {
      const [palaceId = '', personId] = key.split(' ');
      rows.add('person_quota', {
        palace_id: palaceId,
        person_id: personId,
        active,
        maximum: maximum.get(palaceId),
      });
    }
  }
}
