import type { CreditRules } from '@wengong/contract';
import type { FormReader } from './form-reader.ts';

/** The rules of credit as typed; switched off, those that were typed before are kept. */
export function creditRulesOf(form: FormReader): CreditRules {
  const kept = form.text('credit.kept');
  if (kept !== '') return { ...(JSON.parse(kept) as CreditRules), enabled: false };
  const integer = (name: string) => form.integer(`credit.${name}`);
  const effects = (grade: 'fair' | 'low') => ({
    maxActive: integer(`${grade}.maxActive`),
    companions: form.flag(`credit.${grade}.companions`),
    confirm: form.flag(`credit.${grade}.confirm`),
  });
  return {
    enabled: form.flag('credit.enabled'),
    noShowPoints: integer('noShowPoints'),
    lateCancelPoints: integer('lateCancelPoints'),
    graceMinutes: integer('graceMinutes'),
    halfLifeDays: integer('halfLifeDays'),
    appealDays: integer('appealDays'),
    answerDays: integer('answerDays'),
    grades: {
      excellent: integer('grades.excellent'),
      good: integer('grades.good'),
      fair: integer('grades.fair'),
    },
    fair: effects('fair'),
    low: effects('low'),
  };
}
