import type { CreditEntry, CreditStanding, PalaceCredit } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { palacesByIds } from '../../network/index.ts';
import { sessionsByIds } from '../../programme/index.ts';
import { spaceNames } from '../../venue/index.ts';
import { appealsOf } from './appeals.store.ts';
import { recoveryOf, remaining, type Standing } from './credit.rules.ts';
import type { CreditAppealRow } from './credit.tables.ts';
import { type EntrySeen, entriesOf } from './ledger.store.ts';
import { standingsOf } from './standings.ts';

/** Entries read of one person, over all palaces. */
const READ = 200;
/** Entries shown of one palace. */
const SHOWN = 50;

export const presentStanding = ({ score, grade, effects, nextGradeAt }: Standing): CreditStanding => ({
  score,
  grade,
  effects,
  nextGradeAt: nextGradeAt?.toISOString() ?? null,
});

/** A person's credit at every palace where something was ever entered, the lowest first. */
export async function myCredit(reader: Reader, personId: string, now: Date): Promise<PalaceCredit[]> {
  const entries = await entriesOf(reader, personId, {}, READ);
  const people = [...new Set(entries.map((entry) => entry.palace_id))].map((palaceId) => ({
    palaceId,
    personId,
  }));
  const palaces = await palacesByIds(
    reader,
    people.map((one) => one.palaceId),
  );
  const seen = await standingsOf(reader, people, now);
  const shown = Map.groupBy(await presentEntries(reader, entries, now), (entry) => entry.palaceId);
  return people
    .flatMap((one) => {
      const palace = palaces.get(one.palaceId);
      if (palace === undefined) return [];
      const { standing, debits, policy } = seen(one);
      return [
        {
          ...presentStanding(standing),
          palaceId: one.palaceId,
          palaceSlug: palace.slug,
          palaceName: palace.name,
          palaceNameEn: palace.name_en,
          timeZone: palace.time_zone,
          rules: policy.credit,
          entries: (shown.get(one.palaceId) ?? []).slice(0, SHOWN).map(({ entry }) => entry),
          recovery: recoveryOf(policy.credit.enabled ? debits : [], now).map(({ at, score }) => ({
            at: at.toISOString(),
            score,
          })),
        },
      ];
    })
    .toSorted((a, b) => a.score - b.score);
}

/** Entries as their person sees them, in a fixed number of reads. */
export async function presentEntries(
  reader: Reader | Tx,
  entries: readonly EntrySeen[],
  now: Date,
): Promise<{ palaceId: string; entry: CreditEntry }[]> {
  const titleOf = await subjectTitles(reader, entries);
  const appeals = await appealsOf(reader, entries);
  return entries.map((row) => {
    const appeal = appeals.get(row.id);
    const debit = { points: row.points, halfLifeDays: row.half_life_days, occurredAt: row.occurred_at };
    const entry: CreditEntry = {
      id: row.id,
      kind: row.kind,
      bookingId: row.booking_id,
      spaceBookingId: row.space_booking_id,
      ...titleOf(row),
      startsAt: row.starts_at.toISOString(),
      occurredAt: row.occurred_at.toISOString(),
      points: row.points,
      pointsNow: row.relief === null ? Math.round(remaining(debit, now) * 10) / 10 : 0,
      halfLifeDays: row.half_life_days,
      relief: row.relief,
      appealUntil: row.appeal_until.toISOString(),
      canAppeal: appeal === undefined && row.relief === null && now < row.appeal_until,
      appeal: appeal === undefined ? null : presentMyAppeal(appeal),
    };
    return { palaceId: row.palace_id, entry };
  });
}

interface About {
  readonly palace_id: string;
  readonly session_id: string | null;
  readonly space_id: string | null;
}

/** What the sessions and spaces are called that entries are about. */
export async function subjectTitles(
  reader: Reader | Tx,
  rows: readonly About[],
): Promise<(row: About) => { title: string; titleEn: string }> {
  const sessions = await sessionsByIds(
    reader,
    rows.flatMap(({ palace_id, session_id }) =>
      session_id === null ? [] : [{ palaceId: palace_id, sessionId: session_id }],
    ),
  );
  const spaces = await spaceNames(
    reader,
    rows.flatMap(({ palace_id, space_id }) =>
      space_id === null ? [] : [{ palaceId: palace_id, spaceId: space_id }],
    ),
  );
  return ({ session_id, space_id }) => {
    const space = spaces.get(space_id ?? '');
    const session = sessions.get(session_id ?? '');
    return {
      title: session?.title ?? space?.name ?? '',
      titleEn: session?.titleEn ?? space?.nameEn ?? '',
    };
  };
}

const presentMyAppeal = (row: CreditAppealRow): NonNullable<CreditEntry['appeal']> => ({
  id: row.id,
  reason: row.reason,
  text: row.text,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  answerBy: row.answer_by.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  note: row.note,
});
