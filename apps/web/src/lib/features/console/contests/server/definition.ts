import type { ContestDefinition } from '@wengong/contract';

/** What the form sends; the API judges it. */
export function definitionOf(text: string): ContestDefinition {
  try {
    return JSON.parse(text) as ContestDefinition;
  } catch {
    return {} as ContestDefinition;
  }
}
