import { takeDropped } from './dropped-file.ts';
import type { Recounted } from './recounted.ts';
import { fill, paragraph } from './report-parts.ts';

/** The page that counts a file of votes again: takes the file, has a worker count, and shows what it found. */
const form = document.querySelector<HTMLFormElement>('form[data-recount]');
if (form) start(form);

function start(form: HTMLFormElement): void {
  const words: Record<string, string> = JSON.parse(form.dataset.words ?? '{}');
  const part = <E extends HTMLElement>(name: string) =>
    document.querySelector<E>(`[data-part="${name}"]`) as E;
  const [file, voter] = [part<HTMLInputElement>('file'), part<HTMLInputElement>('voter')];
  const [button, bar, result] = [
    part<HTMLButtonElement>('start'),
    part<HTMLProgressElement>('bar'),
    part('result'),
  ];
  // Started with the page, so that counting needs no network afterwards.
  const worker = new Worker(form.dataset.worker ?? '', { type: 'module' });
  form.hidden = false;
  const look = () => {
    button.disabled = file.files?.length === 0;
  };
  look();
  file.addEventListener('change', look);
  takeDropped(form, () => file);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [chosen] = file.files ?? [];
    if (chosen === undefined) return;
    result.replaceChildren();
    bar.hidden = false;
    bar.value = 0;
    button.disabled = true;
    worker.postMessage({ file: chosen, voter: voter.value.trim() || null });
  });
  worker.addEventListener(
    'message',
    ({ data }: MessageEvent<{ done: number } | Recounted | { failed: true }>) => {
      if ('done' in data) {
        bar.value = data.done;
        return;
      }
      bar.hidden = true;
      button.disabled = false;
      if ('failed' in data) result.append(paragraph(words.unreadable, 'verdict wrong'));
      else show(result, words, data, voter.value.trim() !== '');
      result.focus();
    },
  );
}

function show(result: HTMLElement, words: Record<string, string>, found: Recounted, asked: boolean): void {
  const lang = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
  result.append(paragraph(found.ok ? words.right : words.wrong, `verdict ${found.ok ? 'right' : 'wrong'}`));
  if (found.title) result.append(paragraph(found.title, 'what'));
  result.append(
    listOf(
      found.checks.map((check) => ({
        text: check[lang],
        className: check.ok ? 'right' : 'wrong',
      })),
    ),
    paragraph(fill(words.votes, found.figures), 'soft'),
  );
  if (asked) result.append(paragraph(fill(words.mine, found.figures), 'mine'));
  if (found.best.length === 0) return;
  const best = found.best.map(({ number, votes }) => ({
    text: fill(words.entry, { number: String(number), votes: votes.toLocaleString('en') }),
    className: '',
  }));
  result.append(paragraph(words.best, 'what'), listOf(best));
}

function listOf(items: readonly { readonly text: string; readonly className: string }[]): HTMLUListElement {
  const list = document.createElement('ul');
  for (const { text, className } of items) {
    const item = document.createElement('li');
    item.textContent = text;
    item.className = className;
    list.append(item);
  }
  return list;
}
