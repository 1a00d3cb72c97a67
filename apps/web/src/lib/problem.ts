/** What a form shows when the API refused: the catalogue's sentence, and what is wrong with which field. */
export interface Problem {
  code: string;
  title: string;
  detail: string;
  fields: { path: string; message: string }[];
  /** Seats that can be had instead of those chosen. */
  seats?: readonly number[];
}

/** The message for the field `path`, if the problem has one: `<Field error={fieldError(form?.problem, 'phone')}>`. */
export function fieldError(problem: Problem | null | undefined, path: string): string | undefined {
  return problem?.fields.find((field) => field.path === path)?.message;
}
