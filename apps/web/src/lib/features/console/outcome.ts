import type { Problem } from '#lib/problem.ts';

/** What a console form got back: which form of the page (and which row) it was, and the refusal if there was one. */
export interface FormOutcome<Answer = unknown> {
  form: string;
  /** The row or thing the form was about; empty when the page has only one such form. */
  subject: string;
  problem: Problem | null;
  answer: Answer | null;
  /** How the thing is stored now, when the refusal was that somebody else changed it meanwhile. */
  current?: unknown;
}
