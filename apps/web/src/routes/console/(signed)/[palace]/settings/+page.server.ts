import { fail, type RequestEvent } from '@sveltejs/kit';
import {
  attestCategoryByPalace,
  type CompanionRule,
  closeLandmark,
  createLandmark,
  createPartner,
  getBookingPolicy,
  listLandmarks,
  listPartners,
  type PartnerKind,
  putBookingPolicy,
  putLandmark,
  updatePartner,
  uploadPalaceRoster,
  type WorkerCategory,
} from '@wengong/contract';
import { deskAction, outcome } from '#lib/features/console/server/action.ts';
import { creditRulesOf } from '#lib/features/console/server/credit-rules.ts';
import { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { settingMessages } from '#lib/features/console/settings/messages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'settings');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [policy, landmarks, partners] = await Promise.all([
    api.load(getBookingPolicy, { params }),
    api.load(listLandmarks, { params }),
    api.load(listPartners, { params }),
  ]);
  return {
    policy,
    landmarks: landmarks.items,
    partners: partners.items,
    isDirector: roles.includes('director'),
  };
};

type PalaceEvent = RequestEvent<{ palace: string }>;
const act = (name: string, write: Parameters<typeof deskAction<PalaceEvent, unknown>>[2]) =>
  deskAction<PalaceEvent, unknown>(name, 'settings', write);

const landmark = (form: FormReader) => ({
  name: form.text('name'),
  nameEn: form.text('nameEn'),
  story: form.text('story'),
  storyEn: form.text('storyEn'),
  position: form.integer('position'),
});
const partner = (form: FormReader) => ({ name: form.text('name'), kind: form.choice<PartnerKind>('kind') });

/** What the API takes as a roster; a larger file is refused before it is read. */
const ROSTER_BYTES = 900_000;

/** Sends the file's text on; spreadsheets mark UTF-8 files with three bytes that are not part of it. */
async function roster(event: PalaceEvent) {
  const desk = await requireDesk(event, 'settings');
  const form = new FormReader(await event.request.formData(), desk.palace.timeZone);
  const m = settingMessages[desk.place.lang];
  const file = form.file('file');
  if (!file || file.size > ROSTER_BYTES) {
    const detail = file ? m.rosterTooLarge : m.rosterEmpty;
    const problem = { code: 'roster-file', title: m.roster, detail, fields: [] };
    return fail(400, { form: 'roster', subject: '', problem, answer: null });
  }
  const answer = await event.locals.api.submit(uploadPalaceRoster, {
    params: { palaceId: desk.palace.id },
    body: { csv: (await file.text()).replace(/^\uFEFF/, '') },
    idempotencyKey: form.idempotencyKey,
  });
  return outcome('roster', form, answer);
}

export const actions: Actions = {
  roster,

  policy: act('policy', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putBookingPolicy, {
      params: { palaceId: desk.palace.id },
      body: {
        cancelUntilMinutes: form.integer('cancelUntilMinutes'),
        checkInOpensMinutes: form.integer('checkInOpensMinutes'),
        checkInClosesMinutes: form.integer('checkInClosesMinutes'),
        offerMinutes: form.integer('offerMinutes'),
        maxActivePerPerson: form.integer('maxActivePerPerson'),
        transfersPerMonth: form.integer('transfersPerMonth'),
        transferUntilMinutes: form.integer('transferUntilMinutes'),
        companionRule: form.choice<CompanionRule>('companionRule'),
        teamSeats: form.integer('teamSeats'),
        teamReturnHours: form.integer('teamReturnHours'),
        credit: creditRulesOf(form),
      },
      idempotencyKey,
    }),
  ),

  attest: act('attest', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(attestCategoryByPalace, {
      params: { palaceId: desk.palace.id },
      body: {
        phone: form.text('phone'),
        category: form.choice<WorkerCategory>('category'),
        attested: form.text('attested') === 'yes',
      },
      idempotencyKey,
    }),
  ),

  addLandmark: act('addLandmark', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createLandmark, {
      params: { palaceId: desk.palace.id },
      body: landmark(form),
      idempotencyKey,
    }),
  ),

  changeLandmark: act('changeLandmark', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putLandmark, {
      params: { palaceId: desk.palace.id, landmarkId: form.text('subject') },
      body: landmark(form),
      idempotencyKey,
    }),
  ),

  closeLandmark: act('closeLandmark', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(closeLandmark, {
      params: { palaceId: desk.palace.id, landmarkId: form.text('subject') },
      idempotencyKey,
    }),
  ),

  addPartner: act('addPartner', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createPartner, {
      params: { palaceId: desk.palace.id },
      body: partner(form),
      idempotencyKey,
    }),
  ),

  changePartner: act('changePartner', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(updatePartner, {
      params: { palaceId: desk.palace.id, partnerId: form.text('subject') },
      body: partner(form),
      idempotencyKey,
    }),
  ),
};
