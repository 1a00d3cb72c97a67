/** Values of a form by field; several where a name occurs more than once. */
export type Fields = Record<string, string[]>;

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

/** What stands in a form now. */
export function fieldsOf(form: HTMLFormElement): Fields {
  const fields: Fields = {};
  for (const field of keptFields(form)) {
    fields[field.name] ??= [];
    if (!isTick(field) || field.checked) fields[field.name]?.push(field.value);
  }
  return fields;
}

/** Fills a form as typing would, so that whoever listens to its fields hears of it. */
export function fill(form: HTMLFormElement, fields: Fields): void {
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

/** Whether two forms hold the same, in whatever order their fields come. */
export const same = (a: Fields, b: Fields): boolean => canonical(a) === canonical(b);
const canonical = (fields: Fields): string =>
  JSON.stringify(Object.entries(fields).sort(([x], [y]) => (x < y ? -1 : 1)));
