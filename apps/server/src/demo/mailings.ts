import { createHash } from 'node:crypto';
import { localDay } from '../kernel/zone.ts';
import { DAY, HOUR, later } from './calendar.ts';
import type { Deed } from './programme.ts';
import type { Row, Rows } from './rows.ts';
import { Seed } from './seed.ts';

interface Desk {
  readonly rows: Rows;
  readonly deeds: Deed[];
  readonly now: Date;
  readonly palaceId: string;
  readonly editor: string;
}

interface Letter {
  readonly title: string;
  readonly titleEn: string;
  readonly body: string;
  readonly bodyEn: string;
}

const ZONE = 'Asia/Shanghai';
const TOLD = ['confirmed'];
/** Time in which a message can be taken back, ms. */
const UNDO = 10_000;

/** Sent in a hurry, taken back six seconds later. */
const HASTY: Letter = {
  title: '请从西门进场',
  titleEn: 'Please come in by the west gate',
  body: '西门正在检修，请各位工友改走西门进场。',
  bodyEn: 'The west gate is under repair; please come in by the west gate.',
};
const GATE: Letter = {
  title: '请从东门进场',
  titleEn: 'Please come in by the east gate',
  body: '西门正在检修，请各位工友改走东门（濠南路一侧）进场，步行约三分钟。检票照常，请提前十分钟到。',
  bodyEn:
    'The west gate is under repair: please come in by the east gate, three minutes on foot. Tickets are checked as usual; come ten minutes early.',
};
const BRING: Letter = {
  title: '来之前请看一眼',
  titleEn: 'Before you come',
  body: '教室地面刚打过蜡，请穿软底鞋；水杯和毛巾自带，储物柜在一楼右手边。来不了请在手机上取消，名额会让给排队的工友。',
  bodyEn:
    'The floor has just been waxed: please wear soft soles. Bring a cup and a towel; lockers are on the ground floor. If you cannot come, cancel on your phone, and somebody who waits gets the seat.',
};

/**
 * Messages that the desk sent to the booked: one to everybody of a coming session, sent wrongly first and taken back;
 * and one about another activity, two days ago. Nothing where nobody has booked.
 */
export function sendMailings(desk: Desk): void {
  const seed = new Seed('mailings');
  const [first, second] = audiences(desk);
  if (first === undefined || second === undefined) return;
  const at = later(desk.now, -26 * HOUR);
  send(desk, seed, { letter: HASTY, booked: first, at, withdrawn: later(at, (6 / 3600) * HOUR) });
  send(desk, seed, { letter: GATE, booked: first, at: later(at, 0.02 * HOUR), withdrawn: null });
  send(desk, seed, { letter: BRING, booked: second, at: later(desk.now, -2 * DAY - HOUR), withdrawn: null });
}

/** Of two coming sessions of different activities, the bookings that were made before anything is sent. */
function audiences({ rows, now, palaceId }: Desk): Row[][] {
  const latest = later(now, -3 * DAY);
  const booked = rows
    .of('booking')
    .filter(
      (one) =>
        one.palace_id === palaceId &&
        one.status === 'confirmed' &&
        (one.starts_at as Date) > later(now, DAY) &&
        (one.queued_at as Date) < latest,
    );
  const bySession = [...Map.groupBy(booked, (one) => String(one.session_id)).values()]
    .filter((some) => some.length >= 3)
    .sort((a, b) => b.length - a.length);
  const activityOf = new Map(rows.of('session').map((one) => [one.id, one.activity_id]));
  const seen = new Set<unknown>();
  return bySession.filter(([one]) => {
    const activity = activityOf.get(one?.session_id);
    return seen.has(activity) ? false : seen.add(activity);
  });
}

interface Sending {
  readonly letter: Letter;
  readonly booked: readonly Row[];
  readonly at: Date;
  readonly withdrawn: Date | null;
}

function send(
  { rows, deeds, palaceId, editor }: Desk,
  seed: Seed,
  { letter, booked, at, withdrawn }: Sending,
) {
  const sessionId = booked[0]?.session_id;
  const session = rows.of('session').find((one) => one.id === sessionId);
  if (session === undefined) return;
  const { title, titleEn, body, bodyEn } = letter;
  const id = seed.id(at);
  const due = new Date(at.getTime() + UNDO);
  const people = [...new Map(booked.map((one) => [one.person_id, one])).values()];
  rows.add('booking_mailing', {
    palace_id: palaceId,
    id,
    activity_id: session.activity_id,
    session_id: sessionId,
    statuses: TOLD,
    title,
    title_en: titleEn,
    body,
    body_en: bodyEn,
    digest: createHash('sha256')
      .update(JSON.stringify([TOLD, title, titleEn, body, bodyEn]))
      .digest(),
    day: localDay(at, ZONE),
    recipients: people.length,
    sent_by: editor,
    sent_at: at,
    due_at: due,
    withdrawn_at: withdrawn,
  });
  rows.add(
    'booking_mailing_recipient',
    ...people.map((one) => ({
      palace_id: palaceId,
      mailing_id: id,
      person_id: one.person_id,
      booking_id: one.id,
      told_at: withdrawn === null ? due : null,
    })),
  );
  const deed = { palaceId, actorId: editor, subject: { type: 'mailing' as const, id } };
  const after = {
    activityId: session.activity_id,
    sessionId,
    statuses: TOLD,
    title,
    body,
    recipients: people.length,
  };
  deeds.push({ ...deed, action: 'mailing.send', after, at });
  if (withdrawn !== null) {
    deeds.push({ ...deed, action: 'mailing.withdraw', after: { title }, at: withdrawn });
    return;
  }
  const subject = subjectOf(rows, session);
  const texts = { title, titleEn, text: body, textEn: bodyEn };
  for (const one of people) {
    rows.add('message', {
      person_id: one.person_id,
      id: seed.id(due),
      kind: 'booking.mailing',
      params: { ...subject, seats: one.seats, ...texts },
      link: `/me/bookings/${one.id}`,
      created_at: due,
      read_at: seed.chance(0.6) ? later(due, seed.between(0.05, 0.9) * DAY) : null,
    });
  }
}

function subjectOf(rows: Rows, session: Row) {
  const find = (table: 'palace' | 'activity' | 'space', id: unknown) =>
    rows.of(table).find((one) => one.id === id);
  const [palace, activity] = [find('palace', session.palace_id), find('activity', session.activity_id)];
  const space = find('space', session.space_id);
  return {
    subject: activity?.title,
    subjectEn: activity?.title_en,
    palace: palace?.name,
    palaceEn: palace?.name_en,
    timeZone: ZONE,
    startsAt: (session.starts_at as Date).toISOString(),
    endsAt: (session.ends_at as Date).toISOString(),
    place: space?.name ?? null,
    placeEn: space?.name_en ?? null,
  };
}
