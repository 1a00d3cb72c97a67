import { paragraph, showReport } from './ballot-report.ts';

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
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', (event) => {
    event.preventDefault();
    const dropped = [...(event.dataTransfer?.files ?? [])];
    for (const one of dropped) give(one.name.endsWith('.json') ? receiptInput : fileInput, one);
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const [chosen] = fileInput.files ?? [];
    const [own] = receiptInput.files ?? [];
    const file = chosen ? await chosen.arrayBuffer() : published?.slice(0);
    if (!file) return;
    result.replaceChildren();
    bar.hidden = false;
    bar.value = 0;
    button.disabled = true;
    worker.postMessage({ file, receipt: own ? await own.text() : receipt }, [file]);
  });
  worker.addEventListener('message', ({ data }) => {
    if (data.done !== undefined) {
      bar.value = data.done;
      return;
    }
    bar.hidden = true;
    button.disabled = false;
    if (data.failed) result.append(paragraph(words.unreadable, 'verdict wrong'));
    else showReport(result, words, data.report, data.seconds);
    result.focus();
  });

  function give(input: HTMLInputElement, file: File): void {
    const transfer = new DataTransfer();
    transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
  }
}
