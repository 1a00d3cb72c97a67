/** One error: its status and, in each language, what went wrong and what to do next. */
export interface Entry {
  readonly status: number;
  readonly zh: readonly [title: string, next: string];
  readonly en: readonly [title: string, next: string];
}

export type Entries = Readonly<Record<string, Entry>>;
