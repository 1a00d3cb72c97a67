import { getContext, setContext } from 'svelte';

const key = Symbol('fields that need no “optional” mark');

/** Called by forms in which everything is optional anyway (filters): their fields say nothing about it. */
export function allFieldsOptional(): void {
  setContext(key, true);
}

/** Whether a field marks that it is optional. */
export function marksOptional(): boolean {
  return getContext(key) !== true;
}
