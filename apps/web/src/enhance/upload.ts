/**
 * Uploads the chosen files: announces each, sends its bytes by tus, one after the other so that a narrow network carries
 * one whole file early; goes on after the network was away, and where it was when the same file is chosen again.
 */
import type { MyVideo, ProblemDocument } from '@wengong/contract';
import { Upload } from 'tus-js-client';
import { type Chosen, listChosen } from './trim/chosen.ts';
import { drop, keep, unfinished } from './trim/kept.ts';

const CHUNK = 8 * 1024 * 1024;
/** Waits before trying again, ms; the last one again and again. */
const RETRIES = [0, 1000, 3000, 5000, 10_000, 20_000, ...Array.from({ length: 500 }, () => 30_000)];
const AT_ONCE = 2;
const RELOAD_MS = 4000;
/** So long “uploaded” can be read. */
const ARRIVED_MS = 800;

const form = document.querySelector<HTMLFormElement>('#upload');
const list = document.querySelector<HTMLUListElement>('#uploads');
const input = form?.querySelector<HTMLInputElement>('input[type=file]');
const chosenList = document.querySelector<HTMLUListElement>('#chosen');
if (form && list && input && chosenList) {
  form.hidden = false;
  const words: Record<string, string> = JSON.parse(form.dataset.words ?? '{}');
  const chosen = listChosen(input, chosenList, words);
  const queue: (() => Promise<boolean>)[] = [];
  let running = 0;
  let arrivedAll = true;
  const next = () => {
    if (running >= AT_ONCE) return;
    const work = queue.shift();
    if (work === undefined) return;
    running++;
    void work().then((arrived) => {
      running--;
      arrivedAll &&= arrived;
      next();
      // Only when nothing is under way, chosen or to be read.
      if (running === 0 && arrivedAll && chosen.isEmpty) setTimeout(() => location.reload(), ARRIVED_MS);
    });
  };
  const enqueue = (one: Chosen, given: Given, row: Row) => {
    queue.push(() => send(one, given, row, words));
    next();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = Object.fromEntries(
      [...new FormData(form)].filter((field): field is [string, string] => typeof field[1] === 'string'),
    );
    const all = chosen.take();
    for (const [index, one] of all.entries()) {
      const title = all.length > 1 ? `${given.title} ${index + 1}` : String(given.title);
      enqueue(one, { ...given, title }, makeRow(list, title, words));
    }
    form.reset();
  });
  void offerUnfinished(form.dataset.person ?? '', list, words, enqueue);
  addEventListener('beforeunload', (event) => {
    if (running > 0) event.preventDefault();
  });
  // What is being processed changes without anybody doing anything.
  if (document.querySelector('[data-waiting="yes"]')) {
    setInterval(() => {
      const isIdle = running === 0 && queue.length === 0 && chosen.isEmpty;
      if (isIdle && document.activeElement?.closest('form') === null) location.reload();
    }, RELOAD_MS);
  }
}

/** Fields of the form. */
type Given = Readonly<Record<string, string>>;

interface Row {
  say(text: string, bad?: boolean): void;
  progress(share: number): void;
  /** Buttons for what can be done now. */
  offer(acts: Readonly<Record<string, () => void>>): void;
  remove(): void;
}

/** What was cut on this device and not uploaded to the end can be gone on with, without choosing anything. */
async function offerUnfinished(
  personId: string,
  list: HTMLUListElement,
  words: Given,
  enqueue: (one: Chosen, given: Given, row: Row) => void,
): Promise<void> {
  for (const { note, file } of await unfinished(personId, Date.now()).catch(() => [])) {
    const row = makeRow(list, note.given.title ?? note.name, words);
    row.say(words.keptHere ?? '');
    row.offer({
      [words.resume ?? '']: () => {
        row.offer({});
        enqueue({ file, stored: note.stored }, note.given, row);
      },
      [words.forget ?? '']: () => {
        row.remove();
        void drop(note.stored);
      },
    });
  }
}

/** Gives whether all of it arrived. */
async function send({ file, stored }: Chosen, given: Given, row: Row, words: Given): Promise<boolean> {
  if (stored !== null) {
    const { name, lastModified } = file;
    keep({ stored, personId: form?.dataset.person ?? '', name, lastModified, given });
  }
  let video: MyVideo;
  try {
    video = await announce(file, given);
  } catch (error) {
    row.say(error instanceof Error ? error.message : String(error), true);
    return false;
  }
  const { uploadUrl } = video;
  if (uploadUrl === null) {
    row.say(words.arrived ?? '');
    return true;
  }
  return new Promise<boolean>((resolve) => {
    const upload = new Upload(file, {
      uploadUrl,
      chunkSize: CHUNK,
      retryDelays: RETRIES,
      // The server knows what was announced; the browser need not remember anything.
      storeFingerprintForResuming: false,
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        row.say((status === 507 ? words.full : words.reconnecting) ?? '');
        return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
      },
      onProgress: (sent, total) => {
        row.say(words.uploading ?? '');
        row.progress(sent / total);
      },
      onError: (error) => {
        row.say(error.message.slice(0, 200), true);
        resolve(false);
      },
      onSuccess: () => {
        row.progress(1);
        row.say(words.arrived ?? '');
        row.offer({});
        if (stored !== null) void drop(stored);
        void call(`/api/v1/me/videos/${video.id}/finish`, {})
          .catch(() => {})
          .then(() => resolve(true));
      },
    });
    const going = () =>
      row.offer({
        [words.pause ?? '']: () => {
          void upload.abort();
          row.say(words.paused ?? '');
          row.offer({ [words.resume ?? '']: () => go() });
        },
      });
    const go = () => {
      going();
      upload.start();
    };
    go();
  });
}

async function announce(file: File, given: Given): Promise<MyVideo> {
  const mark = new TextEncoder().encode(`${file.name} ${file.size} ${file.lastModified}`);
  return call('/api/v1/me/videos', {
    palaceId: given.palaceId,
    title: given.title,
    ai: given.ai,
    ...(given.purpose === undefined ? {} : { purpose: given.purpose }),
    fileName: file.name.slice(-200),
    fileBytes: file.size,
    fingerprint: await digest(mark),
  });
}

/** SHA-256 where the page is on https; elsewhere the text itself, shortened. */
async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (crypto.subtle === undefined) return btoa(String.fromCharCode(...bytes)).slice(-100);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function call<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
    body: JSON.stringify(body),
  });
  if (answer.ok) return answer.json();
  const { title, detail } = (await answer.json()) as ProblemDocument;
  throw new Error(`${title}：${detail}`);
}

function makeRow(list: HTMLUListElement, title: string, words: Given): Row {
  const row = document.createElement('li');
  const head = Object.assign(document.createElement('p'), { className: 'head', textContent: title });
  const bar = Object.assign(document.createElement('progress'), { max: 1, value: 0 });
  bar.setAttribute('aria-label', title);
  const state = Object.assign(document.createElement('p'), {
    className: 'state',
    textContent: words.waiting ?? '',
  });
  const acts = Object.assign(document.createElement('p'), { className: 'acts' });
  row.append(head, bar, state, acts);
  list.append(row);
  return {
    say(text, bad = false) {
      if (state.textContent !== text) state.textContent = text;
      state.classList.toggle('bad', bad);
    },
    progress(share) {
      bar.value = share;
    },
    remove: () => row.remove(),
    offer(all) {
      acts.replaceChildren(
        ...Object.entries(all).map(([label, act]) => {
          const button = Object.assign(document.createElement('button'), {
            type: 'button',
            textContent: label,
          });
          button.addEventListener('click', act);
          return button;
        }),
      );
    },
  };
}
