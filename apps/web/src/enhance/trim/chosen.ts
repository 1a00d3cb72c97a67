import { clock } from '#lib/features/video/duration.ts';
import { megabytes } from '#lib/features/video/state.ts';
import { begin, drop, named } from './kept.ts';
import type { Cut, Wish } from './talk.ts';

/** A file that is to be uploaded; `stored` when it was cut and lies in the browser's storage. */
export interface Chosen {
  readonly file: File;
  readonly stored: string | null;
}

/** The chosen files, each of which can be cut first where the browser can do it. */
export interface ChosenFiles {
  /** All of them, to be uploaded; forgets them. */
  take(): Chosen[];
  readonly isEmpty: boolean;
}

interface Item {
  readonly original: File;
  cut: (Cut & { readonly file: File }) | null;
}

/** Lists what the file field holds in `list`; words are the page's. */
export function listChosen(
  input: HTMLInputElement,
  list: HTMLElement,
  words: Readonly<Record<string, string>>,
): ChosenFiles {
  let items: Item[] = [];
  const dialog = document.querySelector<HTMLDialogElement>('dialog#trim');
  const isOffered = dialog !== null && canTrim();
  const forget = (item: Item) => {
    if (item.cut?.stored) void drop(item.cut.stored);
    item.cut = null;
  };
  const trim = async (item: Item) => {
    if (dialog === null) return;
    await import(/* @vite-ignore */ dialog.dataset.script ?? '');
    const done = (cut: Cut) => {
      forget(item);
      begin();
      item.cut = { ...cut, file: named(cut.file, cutName(item.original.name), Date.now()) };
      show();
    };
    dialog.dispatchEvent(new CustomEvent<Wish>('trim', { detail: { file: item.original, done } }));
  };
  const show = () => {
    list.hidden = !isOffered || items.length === 0;
    list.replaceChildren(
      ...items.map((item) =>
        rowOf(item, words, {
          trim: () => trim(item),
          original: () => {
            forget(item);
            show();
          },
        }),
      ),
    );
  };
  input.addEventListener('change', () => {
    for (const item of items) forget(item);
    items = Array.from(input.files ?? [], (original) => ({ original, cut: null }));
    show();
  });
  return {
    take() {
      const all = items.map(({ original, cut }) => cut ?? { file: original, stored: null });
      items = [];
      show();
      return all.filter(({ file }) => file.size > 0);
    },
    get isEmpty() {
      return items.length === 0;
    },
  };
}

/** One chosen file: its name, what is uploaded of it, and what can be done with it. */
function rowOf(
  { original, cut }: Item,
  words: Readonly<Record<string, string>>,
  acts: { trim(): Promise<void>; original(): void },
): HTMLLIElement {
  const row = document.createElement('li');
  const name = Object.assign(document.createElement('strong'), { textContent: original.name });
  const said = Object.assign(document.createElement('span'), { className: 'state' });
  said.textContent = cut === null ? megabytes(original.size) : trimmed(cut, original, words);
  const buttons = Object.assign(document.createElement('span'), { className: 'acts' });
  const trim = () =>
    acts.trim().catch(() => {
      said.textContent = words.trimFailed ?? '';
    });
  buttons.append(act(cut === null ? words.trim : words.trimAgain, original.name, trim));
  if (cut !== null) buttons.append(act(words.original, original.name, acts.original));
  row.append(name, said, buttons);
  return row;
}

function trimmed(cut: Cut, original: File, words: Readonly<Record<string, string>>): string {
  const text = (words.trimmed ?? '')
    .replace('{length}', clock(cut.seconds * 1000))
    .replace('{size}', megabytes(cut.file.size))
    .replace('{all}', megabytes(original.size));
  return cut.stored === null ? `${text} ${words.inMemory}` : text;
}

/** Only where the browser has what cutting needs; elsewhere the page is as it would be without. */
function canTrim(): boolean {
  return (
    'VideoEncoder' in globalThis &&
    'VideoDecoder' in globalThis &&
    'AudioDecoder' in globalThis &&
    'getDirectory' in (navigator.storage ?? {})
  );
}

/** `VID_0001.MOV` becomes `VID_0001-cut.mp4`. */
const cutName = (name: string): string => `${name.replace(/\.[^.]*$/, '')}-cut.mp4`;

function act(label: string | undefined, of: string, press: () => void): HTMLButtonElement {
  const button = Object.assign(document.createElement('button'), {
    type: 'button',
    textContent: label ?? '',
  });
  button.setAttribute('aria-label', `${label} ${of}`);
  button.addEventListener('click', press);
  return button;
}
