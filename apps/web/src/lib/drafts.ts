/**
 * What somebody typed and has not sent yet, kept in this browser: it survives a reload, a closed window and a lost
 * network. Kept for each person apart (a desk's computer is shared), for a week, and forgotten at sign-out.
 */
export interface Drafts {
  /** An attachment for a form of plain fields: `<form {@attach drafts.keep('activity.new', { onrestored })}>`. */
  keep(name: string, options?: KeepOptions): (form: HTMLFormElement) => () => void;
  /** A draft whose value the page holds itself, e.g. the state of an editor. */
  of<Value>(name: string): Draft<Value>;
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
}

export interface Restored {
  readonly savedAt: Date;
  /** What the page offered when the draft was begun is not what it offers now: somebody else changed it since. */
  readonly outdated: boolean;
  /** Puts back what the page offers, and forgets the draft. */
  discard(): void;
}

/** Values of a form by field; several where a name occurs more than once. */
export type Fields = Record<string, string[]>;

interface FormDraft {
  readonly fields: Fields;
  /** What the page offered before anything was typed. */
  readonly base: Fields;
}

const PREFIX = 'wengong.draft.';
const KEPT_MS = 7 * 24 * 3600 * 1000;
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
  return { of, keep: (name, options = {}) => keepForm(of<FormDraft>(name), options) };
}

/** Forgets every draft in this browser, whoever's it is. */
export function forgetDrafts(storage: Storage | null = browserStorage()): void {
  if (!storage) return;
  for (const key of Object.keys(storage)) if (key.startsWith(PREFIX)) storage.removeItem(key);
}

function keepForm(draft: Draft<FormDraft>, { onrestored }: KeepOptions) {
  return (form: HTMLFormElement) => {
    const base = fieldsOf(form);
    const kept = draft.read();
    if (kept && !same(kept.value.fields, base)) {
      fill(form, kept.value.fields);
      onrestored?.({
        savedAt: kept.savedAt,
        outdated: !same(kept.value.base, base),
        discard() {
          fill(form, base);
          draft.drop();
        },
      });
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const save = () => {
      clearTimeout(timer);
      timer = undefined;
      const fields = fieldsOf(form);
      if (same(fields, base)) draft.drop();
      else draft.write({ fields, base });
    };
    const typed = (event: Event) => {
      // What this file fills in is no typing.
      if (!event.isTrusted) return;
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE_MS);
    };
    const leave = () => {
      if (timer !== undefined) save();
    };
    form.addEventListener('input', typed);
    form.addEventListener('change', typed);
    addEventListener('pagehide', leave);
    return () => {
      leave();
      form.removeEventListener('input', typed);
      form.removeEventListener('change', typed);
      removeEventListener('pagehide', leave);
    };
  };
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Never kept: secrets, files, what the page itself hides, other people's numbers, and what says `data-draft="no"`. */
const LEFT_OUT = ['password', 'file', 'hidden', 'submit', 'button', 'tel'];

const keptFields = (form: HTMLFormElement): Field[] =>
  [...form.elements].filter(
    (element): element is Field =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement) &&
      element.name !== '' &&
      !LEFT_OUT.includes(element.type) &&
      element.dataset.draft !== 'no',
  );

const isTick = (field: Field): field is HTMLInputElement =>
  field.type === 'checkbox' || field.type === 'radio';

function fieldsOf(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const field of keptFields(form)) {
    fields[field.name] ??= [];
    if (!isTick(field) || field.checked) fields[field.name]?.push(field.value);
  }
  return fields;
}

/** Fills a form as typing would, so that whoever listens to its fields hears of it. */
function fill(form: HTMLFormElement, fields: Fields): void {
  const taken = new Map<string, number>();
  for (const field of keptFields(form)) {
    const values = fields[field.name];
    if (values === undefined) continue;
    if (isTick(field)) {
      const checked = values.includes(field.value);
      if (field.checked === checked) continue;
      field.checked = checked;
    } else {
      const at = taken.get(field.name) ?? 0;
      taken.set(field.name, at + 1);
      const value = values[at];
      if (value === undefined || field.value === value) continue;
      field.value = value;
    }
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

const same = (a: Fields, b: Fields): boolean => canonical(a) === canonical(b);
const canonical = (fields: Fields): string =>
  JSON.stringify(Object.entries(fields).sort(([x], [y]) => (x < y ? -1 : 1)));

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
