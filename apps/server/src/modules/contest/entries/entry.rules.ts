import type { BodyOf, ContestDefinition, enterContest } from '@wengong/contract';
import { entriesOpen } from '../contest.rules.ts';
import type { Contest } from '../contest.store.ts';
import type { ContestEntryRow } from '../contest.tables.ts';

export type EntryForm = BodyOf<typeof enterContest>;

interface Fault {
  readonly path: string;
  readonly message: string;
}

const said = {
  category: '没有这个组别 / No such category',
  entrant: '本赛事不接受这种报名方式 / Not open to this kind of entrant',
  people: '人数超过上限 / Too many people',
  required: '请填写 / Please fill this in',
  number: '请填数字 / A number, please',
  choice: '请从给出的选项中选择 / Choose one of those offered',
  unknown: '报名表没有这一项 / The form has no such question',
};

/** What is wrong with an entry form by the contest's definition; nothing when it is in order. */
export function judgeEntry(definition: ContestDefinition, form: EntryForm): Fault[] {
  const faults: Fault[] = [];
  if (!definition.categories.some((each) => each.key === form.category))
    faults.push({ path: 'category', message: said.category });
  if (!definition.entrants.includes(form.entrantKind))
    faults.push({ path: 'entrantKind', message: said.entrant });
  if (form.people.length > definition.peopleAnEntry) faults.push({ path: 'people', message: said.people });
  for (const field of definition.fields) {
    const wrong = judgeAnswer(field, form.answers[field.key]);
    if (wrong !== null) faults.push({ path: `answers.${field.key}`, message: wrong });
  }
  const known = new Set(definition.fields.map((field) => field.key));
  for (const key of Object.keys(form.answers)) {
    if (!known.has(key)) faults.push({ path: `answers.${key}`, message: said.unknown });
  }
  return faults;
}

type Answer = EntryForm['answers'][string];

function judgeAnswer(field: ContestDefinition['fields'][number], answer: Answer | undefined): string | null {
  if (answer === undefined || answer === '') return field.required ? said.required : null;
  if (field.type === 'yes_no') return typeof answer === 'boolean' ? null : said.choice;
  if (field.type === 'number') return typeof answer === 'number' ? null : said.number;
  if (typeof answer !== 'string') return said.required;
  if (field.type === 'choice') return field.choices.includes(answer) ? null : said.choice;
  return null;
}

/** Whether a recording can be added to an entry or exchanged: while entries are taken, in the first round. */
export const mayChangeVideo = (
  contest: Pick<Contest, 'state' | 'definition'>,
  entry: Pick<ContestEntryRow, 'state' | 'round'>,
  now: Date,
): boolean =>
  entriesOpen(contest.state, contest.definition, now) &&
  entry.round === 0 &&
  ['waiting', 'approved', 'rejected'].includes(entry.state);
