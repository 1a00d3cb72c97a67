/** How much of the demonstration is thought out: its stories are the same in every size. */
export interface Size {
  readonly workers: number;
  /** The first day that is told of, counted from the day of loading. */
  readonly firstDay: number;
  /** Of the seats of larger houses, the share that is booked; the others walk in. */
  readonly restBooked: number;
  /** The share of the seats that is usually booked, from the one of the content. */
  demand(content: number): number;
  /** Share of those who come that had booked, for a session so many days ago: booking by phone has become a custom. */
  custom(daysAgo: number): number;
}

/** What `npm start` loads: as large as a network of seventeen palaces is. */
export const FULL: Size = {
  workers: 20_000,
  firstDay: -90,
  restBooked: 1,
  // What is sought after anyhow is so by more people: waiting lists of dozens.
  demand: (content) => (content > 1 ? content * 1.7 : Math.max(content, Math.min(0.88, content * 2.6))),
  custom: (daysAgo) => Math.max(0.72, 1 - daysAgo * 0.0035),
};

/** Quick to load, for tests and small machines. */
export const SMALL: Size = {
  workers: 2000,
  firstDay: -60,
  restBooked: 0.07,
  demand: (content) => content,
  custom: (daysAgo) => Math.max(0.1, 0.4 - daysAgo * 0.009),
};
