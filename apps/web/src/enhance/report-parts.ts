// What the verdicts of the pages that check a file are made of.

/** A paragraph with a class. */
export function paragraph(text: string | undefined, className: string): HTMLParagraphElement {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text ?? '';
  return element;
}

/** A sentence with `{names}` in it, their values in their places. */
export const fill = (sentence: string | undefined, values: Readonly<Record<string, string>>): string =>
  (sentence ?? '').replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
