/** A posted form: its fields as text, and the key that makes posting it twice act once. */
export interface PostedForm {
  /** The field without surrounding spaces; empty when it was not sent. */
  text(name: string): string;
  /** Every value of a field that can be given several times, blanks left out. */
  all(name: string): string[];
  has(name: string): boolean;
  /** Files that were chosen for a field. */
  files(name: string): File[];
  /** For `idempotencyKey` of the API call; from `<FormKey />`. */
  key: { idempotencyKey?: string };
}

const posted = new WeakMap<Request, Promise<FormData>>();

/** What was posted; a body can be read once, this any number of times. */
export function fieldsOf(request: Request): Promise<FormData> {
  const fields = posted.get(request) ?? request.formData();
  posted.set(request, fields);
  return fields;
}

/** Reads the form of a request; as text a file is blank. */
export async function readForm(request: Request): Promise<PostedForm> {
  const form = await fieldsOf(request);
  const words = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value.trim() : '');
  const key = words(form.get('key'));
  return {
    text: (name) => words(form.get(name)),
    all: (name) => form.getAll(name).map(words).filter(Boolean),
    has: (name) => form.has(name),
    // A field in which nothing was chosen comes as a file without name and bytes.
    files: (name) =>
      form.getAll(name).flatMap((value) => (value instanceof File && value.name !== '' ? [value] : [])),
    key: key ? { idempotencyKey: key } : {},
  };
}
