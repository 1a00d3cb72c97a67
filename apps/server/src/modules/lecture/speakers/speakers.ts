import { type BodyOf, createSpeaker, deleteSpeaker, listSpeakers, updateSpeaker } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { showSpeakers } from './speakers.present.ts';
import {
  changeSpeaker,
  deleteSpeakerRow,
  insertSpeakers,
  speakerSeen,
  speakersOfPalace,
} from './speakers.store.ts';

const columnsOf = (body: BodyOf<typeof createSpeaker>) => ({
  name: body.name,
  name_en: body.nameEn,
  title: body.title,
  title_en: body.titleEn,
  biography: body.biography,
  biography_en: body.biographyEn,
  portrait_id: body.portraitId,
});

async function shown(tx: Tx, palaceId: string, speakerId: string) {
  const row = await speakerSeen(tx, palaceId, speakerId);
  const [speaker] = row === undefined ? [] : await showSpeakers(tx, [row]);
  if (speaker === undefined) throw new Problem('not-found');
  return speaker;
}

export const listSpeakersAction = handle(listSpeakers, async ({ params, reader }) => ({
  items: await showSpeakers(reader, await speakersOfPalace(reader, params.palaceId)),
}));

export const createSpeakerAction = handle(createSpeaker, async ({ params, body, actor, tx, now }) => {
  const id = newId();
  await insertSpeakers(tx, [{ ...columnsOf(body), palace_id: params.palaceId, id }]);
  const speaker = await shown(tx, params.palaceId, id);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'speaker.create',
    subject: { type: 'speaker', id },
    after: columnsOf(body),
    at: now,
  });
  return speaker;
});

export const updateSpeakerAction = handle(updateSpeaker, async ({ params, body, actor, tx, now }) => {
  const { palaceId, speakerId } = params;
  const before = await shown(tx, palaceId, speakerId);
  await changeSpeaker(tx, palaceId, speakerId, columnsOf(body));
  const after = await shown(tx, palaceId, speakerId);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'speaker.update',
    subject: { type: 'speaker', id: speakerId },
    before,
    after,
    at: now,
  });
  return after;
});

export const deleteSpeakerAction = handle(deleteSpeaker, async ({ params, actor, tx, now }) => {
  const { palaceId, speakerId } = params;
  const before = await shown(tx, palaceId, speakerId);
  await deleteSpeakerRow(tx, palaceId, speakerId);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'speaker.delete',
    subject: { type: 'speaker', id: speakerId },
    before,
    at: now,
  });
});
