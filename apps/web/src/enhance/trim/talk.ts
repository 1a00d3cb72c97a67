/** What the page and the worker that cuts say to each other. Times are seconds of the original. */

/** `copy` takes the bytes as they are, from a key frame on; `encode` compresses again, from exactly there. */
export type Way = 'copy' | 'encode';

/** Why a file cannot be cut here; the original can always be uploaded. */
export type Refusal = 'unreadable' | 'sound' | 'no-way' | 'room' | 'unverified' | 'failed';

export interface Plan {
  readonly start: number;
  readonly end: number;
  /** About so many bytes. */
  readonly bytes: number;
  /** Lines of the picture's shorter side; of `encode` only. */
  readonly lines?: number;
}

export type Plans = Readonly<Record<Way, Plan | null>>;

export type Order =
  | { do: 'open'; file: File; slow: boolean }
  | { do: 'plan'; start: number; end: number }
  | { do: 'cut'; way: Way; start: number; end: number }
  | { do: 'cancel' };

export type Word =
  | { is: 'opened'; seconds: number }
  | { is: 'planned'; start: number; end: number; plans: Plans }
  | { is: 'progress'; share: number }
  | ({ is: 'cut' } & Cut)
  | { is: 'cancelled' }
  | { is: 'refused'; why: Refusal };

/** What was cut. `stored` names it in this browser's own storage; null when it is in memory only. */
export interface Cut {
  readonly file: Blob;
  readonly seconds: number;
  readonly stored: string | null;
}

/** What the upload page asks the dialog for; `done` is not called when the original is to be used. */
export interface Wish {
  readonly file: File;
  done(cut: Cut): void;
}
