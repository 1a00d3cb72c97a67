import { showReport } from './ballot-report.ts';
import { takeDropped } from './dropped-file.ts';
import { paragraph } from './report-parts.ts';

/** A ballot of a million entries has a file of some 60 MB; a phone reads no more than this. */
const LARGEST = 300_000_000;

/** The page that verifies a ballot: takes the files, has a worker do it, and shows what it found. */
const form = document.querySelector<HTMLFormElement>('form[data-verify]');
if (form) start(form);

function start(form: HTMLFormElement): void {
  const words: Record<string, string> = JSON.parse(form.dataset.words ?? '{}');
  const part = <E extends HTMLElement>(name: string) =>
    document.querySelector<E>(`[data-part="${name}"]`) as E;
  const [fileInput, receiptInput] = [part<HTMLInputElement>('file'), part<HTMLInputElement>('receipt')];
  const [button, bar, result] = [
    part<HTMLButtonElement>('start'),
    part<HTMLProgressElement>('bar'),
    part('result'),
  ];
  // Started with the page, so that verifying needs no network afterwards.
  const worker = new Worker(form.dataset.worker ?? '', { type: 'module' });
  let published: ArrayBuffer | null = null;
  let receipt: string | null = null;
  form.hidden = false;
  void fetchPublished();

  async function fetchPublished(): Promise<void> {
    const { file, receipt: path } = form.dataset;
    if (path)
      receipt = await fetch(path).then(
        (answer) => (answer.ok ? answer.text() : null),
        () => null,
      );
    if (!file) return;
    const answer = await fetch(file).catch(() => null);
    if (!answer?.ok) return;
    published = await answer.arrayBuffer();
    part('fetched').hidden = false;
    button.disabled = false;
  }

  fileInput.addEventListener('change', () => {
    button.disabled = fileInput.files?.length === 0 && published === null;
  });
  takeDropped(form, (file) => (file.name.endsWith('.json') ? receiptInput : fileInput));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [chosen] = fileInput.files ?? [];
    const [own] = receiptInput.files ?? [];
    if (!chosen && !published) return;
    result.replaceChildren();
    if (chosen && chosen.size > LARGEST) return fail('tooLarge');
    bar.hidden = false;
    bar.value = 0;
    button.disabled = true;
    try {
      const file = chosen ? await chosen.arrayBuffer() : (published?.slice(0) as ArrayBuffer);
      worker.postMessage({ file, receipt: own ? await own.text() : receipt }, [file]);
    } catch {
      // Changed or taken away since it was chosen.
      fail('unreadable');
    }
  });
  worker.addEventListener('error', () => fail('unreadable'));
  worker.addEventListener('message', ({ data }) => {
    if (data.done !== undefined) {
      bar.value = data.done;
      return;
    }
    if (data.failed) return fail(data.failed);
    finish();
    showReport(result, words, data.report, data.seconds);
    result.focus();
  });

  function finish(): void {
    bar.hidden = true;
    button.disabled = false;
  }

  function fail(why: 'unreadable' | 'receipt' | 'tooLarge'): void {
    finish();
    result.replaceChildren(paragraph(words[why], 'verdict wrong'));
    result.focus();
  }
}
