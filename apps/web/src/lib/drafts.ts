import { type Fields, fieldsOf, fill, same } from './form-fields.ts';

/**
 * What somebody typed and has not sent yet, kept in this browser: it survives a reload, a closed window and a lost
 * network. Kept for each person apart (a desk's computer is shared), for a week, and forgotten at sign-out.
 */
export interface Drafts {
  /** An attachment for a form of plain fields: `<form {@attach drafts.keep('activity.new', { onrestored })}>`. */
  keep(name: string, options?: KeepOptions): (form: HTMLFormElement) => () => void;
  /** A draft whose value the page holds itself, e.g. the state of an editor. */
  of<Value>(name: string): Draft<Value>;
  /** The server has answered what was sent from the form, if only with a refusal: it is typed and not sent again. */
  answered(name: string): void;
}

export interface Draft<Value> {
  /** What is kept; null when nothing is, or it is too old. */
  read(): Kept<Value> | null;
  write(value: Value): void;
  drop(): void;
}

export interface Kept<Value> {
  readonly value: Value;
  readonly savedAt: Date;
}

export interface KeepOptions {
  /** Called after fields were filled from a draft. */
  onrestored?: (restored: Restored) => void;
  /** The idempotency key under which the form is being sent; kept with the draft until the answer is seen. */
  key?: () => string;
}

export interface Restored {
  readonly savedAt: Date;
  /** What the page offered when the draft was begun is not what it offers now: somebody else changed it since. */
  readonly outdated: boolean;
  /** It was sent and no answer came: it may have been done. Sending it under the same key does it once. */
  readonly sent: Sent | null;
  /** Puts back what the page offers, and forgets the draft. */
  discard(): void;
}

/** A sending whose answer was not seen. */
export interface Sent {
  readonly key: string;
  /** The server has forgotten the key since: sent again it would be done again. */
  readonly forgotten: boolean;
}

interface FormDraft {
  readonly fields: Fields;
  /** What the page offered before anything was typed. */
  readonly base: Fields;
  readonly sent?: { readonly key: string; readonly at: number };
}

const PREFIX = 'wengong.draft.';
const KEPT_MS = 7 * 24 * 3600 * 1000;
/** The server remembers what it answered to a key for a day; less what clocks may differ. */
const REMEMBERED_MS = 23 * 3600 * 1000;
/** Typing is written down this long after the last key, ms. */
const PAUSE_MS = 400;

/** The drafts of one person in this browser. `storage` and `now` are the browser's own unless a test says otherwise. */
export function draftsOf(
  personId: string,
  storage: Storage | null = browserStorage(),
  now: () => number = Date.now,
): Drafts {
  const of = <Value>(name: string): Draft<Value> => {
    const key = `${PREFIX}${personId}.${name}`;
    return {
      read: () => read<Value>(storage, key, now()),
      write: (value) => write(storage, key, { value, at: now() }),
      drop: () => storage?.removeItem(key),
    };
  };
  return {
    of,
    keep: (name, options = {}) => keepForm(of<FormDraft>(name), options, now),
    answered(name) {
      const draft = of<FormDraft>(name);
      const kept = draft.read()?.value;
      if (kept?.sent) draft.write({ fields: kept.fields, base: kept.base });
    },
  };
}

/** Forgets every draft in this browser, whoever's it is. */
export function forgetDrafts(storage: Storage | null = browserStorage()): void {
  if (!storage) return;
  for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
}

function keepForm(draft: Draft<FormDraft>, { onrestored, key }: KeepOptions, now: () => number) {
  return (form: HTMLFormElement) => {
    const base = fieldsOf(form);
    const kept = draft.read();
    if (kept && (kept.value.sent || !same(kept.value.fields, base))) {
      const { fields, sent } = kept.value;
      fill(form, fields);
      onrestored?.({
        savedAt: kept.savedAt,
        outdated: !same(kept.value.base, base),
        sent: sent ? { key: sent.key, forgotten: now() - sent.at >= REMEMBERED_MS } : null,
        discard() {
          fill(form, base);
          draft.drop();
        },
      });
    }
    return watch(form, {
      typed() {
        const fields = fieldsOf(form);
        const sent = draft.read()?.value.sent;
        if (sent) draft.write({ fields, base, sent });
        else if (same(fields, base)) draft.drop();
        else draft.write({ fields, base });
      },
      sent() {
        if (!key) return;
        // Sent again under its key, it is still the first sending that the server counts the day from.
        const before = draft.read()?.value.sent;
        const sent = before?.key === key() ? before : { key: key(), at: now() };
        draft.write({ fields: fieldsOf(form), base, sent });
      },
    });
  };
}

/** Calls `typed` a moment after the last key, or when the page is left, and `sent` before the form is. */
function watch(form: HTMLFormElement, { typed, sent }: { typed: () => void; sent: () => void }): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const save = () => {
    stop();
    typed();
  };
  const heard = (event: Event) => {
    // What this file fills in is no typing.
    if (!event.isTrusted) return;
    stop();
    timer = setTimeout(save, PAUSE_MS);
  };
  const send = () => {
    stop();
    sent();
  };
  const leave = () => {
    if (timer !== undefined) save();
  };
  form.addEventListener('input', heard);
  form.addEventListener('change', heard);
  form.addEventListener('submit', send);
  addEventListener('pagehide', leave);
  return () => {
    leave();
    form.removeEventListener('input', heard);
    form.removeEventListener('change', heard);
    form.removeEventListener('submit', send);
    removeEventListener('pagehide', leave);
  };
}

function read<Value>(storage: Storage | null, key: string, now: number): Kept<Value> | null {
  try {
    const found = JSON.parse(storage?.getItem(key) ?? 'null') as { value: Value; at: number } | null;
    if (found === null) return null;
    if (now - found.at < KEPT_MS) return { value: found.value, savedAt: new Date(found.at) };
    storage?.removeItem(key);
  } catch {
    // Written by an older version, or by hand: as good as nothing.
  }
  return null;
}

function write(storage: Storage | null, key: string, entry: { value: unknown; at: number }): void {
  try {
    storage?.setItem(key, JSON.stringify(entry));
  } catch {
    // The browser's storage is full: the form works, it is only not kept.
  }
}

/** Null on the server and where the browser keeps nothing. */
function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
