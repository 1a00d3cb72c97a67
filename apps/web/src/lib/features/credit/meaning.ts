import type { CreditEffects, CreditGrade } from '@wengong/contract';
import type { creditMessages } from './messages.ts';

type Words = (typeof creditMessages)['zh'];

/** What a standing asks, a sentence each; empty when nothing. */
export function meaningOf(effects: CreditEffects | null, m: Words): string[] {
  if (effects === null) return [];
  return [
    m.maxActive(String(effects.maxActive)),
    ...(effects.companions ? [] : [m.noCompanions]),
    ...(effects.confirm ? [m.confirm] : []),
  ];
}

const better = { low: 'fair', fair: 'good', good: 'excellent', excellent: 'excellent' } as const;

/** The grade that is reached next. */
export const nextGrade = (grade: CreditGrade): CreditGrade => better[grade];

/** Calm colours: nothing here is red. */
export const gradeTone = (grade: CreditGrade): 'jade' | 'wheat' =>
  grade === 'excellent' || grade === 'good' ? 'jade' : 'wheat';
