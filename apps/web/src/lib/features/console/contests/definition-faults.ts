import type { ContestDefinition } from '@wengong/contract';
import type { Bilingual } from '#lib/i18n/bilingual.ts';
import type { Problem } from '#lib/problem.ts';
import type { definitionMessages } from './definition-messages.ts';

/** One thing wrong with a definition. */
export interface Fault {
  /** As the form's fields name themselves: `rounds.1.endsAt`. */
  readonly path: string;
  /** The same in words: `第 2 轮“决赛” › 结束`. */
  readonly place: string;
  readonly message: string;
}

type Words = (typeof definitionMessages)['zh'];

/** What a field of each name is called on the form. */
const LABELS = {
  title: 'title',
  titleEn: 'titleEn',
  summary: 'summary',
  summaryEn: 'summaryEn',
  rules: 'rules',
  rulesEn: 'rulesEn',
  categories: 'categories',
  fields: 'fields',
  rounds: 'rounds',
  prizes: 'prizes',
  entrants: 'entrants',
  entriesAPerson: 'entriesAPerson',
  peopleAnEntry: 'peopleAnEntry',
  entriesOpenAt: 'opensAt',
  entriesCloseAt: 'closesAt',
  kind: 'kind',
  name: 'name',
  nameEn: 'nameEn',
  label: 'label',
  labelEn: 'labelEn',
  type: 'type',
  choices: 'choices',
  required: 'required',
  startsAt: 'startsAt',
  endsAt: 'endsAt',
  votesADay: 'votesADay',
  voteShare: 'voteShare',
  voteScale: 'voteScale',
  advance: 'advance',
  judging: 'judged',
  criteria: 'criteria',
  weight: 'weight',
  scoresNeeded: 'scoresNeeded',
  from: 'from',
  to: 'to',
  reward: 'reward',
  rewardEn: 'rewardEn',
} as const satisfies Record<string, keyof Words>;

/** The parts of the form from top to bottom. */
const ORDER = ['title', 'summary', 'rules', 'categories', 'entr', 'people', 'fields', 'rounds', 'prizes'];

/** What the API found wrong with a definition, a line for each field, in the form's order. */
export function faultsOf(
  problem: Problem | null,
  definition: ContestDefinition,
  { words, b }: { readonly words: Words; readonly b: Bilingual },
): Fault[] {
  const faults = new Map<string, Fault>();
  for (const { path: full, message } of problem?.fields ?? []) {
    const path = full.replace(/^definition\./, '');
    // A field that breaks several rules says the first: mending it often mends the others.
    if (!faults.has(path))
      faults.set(path, { path, message, place: placeOf(path, definition, { words, b }) });
  }
  const part = ({ path }: Fault) => ORDER.findIndex((each) => path.startsWith(each));
  const row = ({ path }: Fault) => Number(path.split('.')[1] ?? 0);
  return [...faults.values()].toSorted((one, other) => part(one) - part(other) || row(one) - row(other));
}

function placeOf(
  path: string,
  definition: ContestDefinition,
  { words, b }: { readonly words: Words; readonly b: Bilingual },
): string {
  const [group = '', at, ...rest] = path.split('.');
  const index = Number(at);
  const row = at === undefined ? '' : rowOf(group, index, definition, { words, b });
  const criterion = definition.rounds[index]?.judging?.criteria[Number(rest[2])];
  const inner = criterion && words.criterionAt(Number(rest[2]) + 1, b(criterion.name, criterion.nameEn));
  const last = rest.findLast((part) => Number.isNaN(Number(part))) ?? (at === undefined ? group : '');
  const label = last in LABELS ? words[LABELS[last as keyof typeof LABELS]] : '';
  // What a label explains in brackets is read beside the field.
  const plain = label.replaceAll(/\s*[（(].*?[）)]/gu, '');
  return [row, inner, plain].filter(Boolean).join(' › ');
}

function rowOf(
  group: string,
  index: number,
  { rounds, categories, fields, prizes }: ContestDefinition,
  { words, b }: { readonly words: Words; readonly b: Bilingual },
): string {
  const named = (row: { name: string; nameEn: string } | undefined) => b(row?.name ?? '', row?.nameEn);
  if (group === 'rounds') return words.roundAt(index + 1, named(rounds[index]));
  if (group === 'categories') return words.categoryAt(index + 1, named(categories[index]));
  if (group === 'prizes') return words.prizeAt(index + 1, named(prizes[index]));
  if (group === 'fields')
    return words.fieldAt(index + 1, b(fields[index]?.label ?? '', fields[index]?.labelEn));
  return '';
}
