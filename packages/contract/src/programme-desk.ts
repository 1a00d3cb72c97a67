import { z } from 'zod';
import {
  activityKind,
  activityStatus,
  announcement,
  brandFigure,
  brandMilestone,
  brandSummary,
  partner,
  partnerKind,
} from './programme.ts';
import { route, staff } from './route.ts';
import { id, instant, palaceParams } from './shapes.ts';

/** What the console keeps beside activities: brands, announcements, partners. */
const tag = 'programme';

const anyStaff = staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director');
const editorsAndDirectors = staff('editor', 'director');

// Brands

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/)
  .describe('In its address: small letters, digits and hyphens');

export const staffBrand = brandSummary.omit({ palace: true }).extend({
  story: z.string(),
  storyEn: z.string(),
  milestones: z.array(brandMilestone),
  partnerIds: z.array(id),
});
export type StaffBrand = z.infer<typeof staffBrand>;

export const brandContent = z.object({
  slug,
  name: z.string().trim().min(1).max(40),
  nameEn: z.string().trim().max(80),
  sinceYear: z.int().min(1900).max(2200).nullable(),
  story: z.string().max(20_000),
  storyEn: z.string().max(40_000),
  figures: z
    .array(
      brandFigure.extend({
        label: z.string().trim().min(1).max(40),
        labelEn: z.string().trim().max(80),
        value: z.int().min(0).max(1_000_000_000_000),
      }),
    )
    .max(12),
  milestones: z
    .array(
      brandMilestone.extend({
        year: z.int().min(1900).max(2200),
        text: z.string().trim().min(1).max(200),
        textEn: z.string().trim().max(400),
      }),
    )
    .max(40)
    .default([]),
  partnerIds: z.array(id).max(200).default([]).describe('Co-organisers'),
  coverId: id.nullable().default(null),
});

const brandParams = palaceParams.extend({ brandId: id });

export const listStaffBrands = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/brands',
  summary: 'Brands of a palace with their whole text',
  tag,
  access: anyStaff,
  params: palaceParams,
  response: z.object({ items: z.array(staffBrand) }),
});

export const createBrand = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/brands',
  summary: 'Adds a brand',
  tag,
  access: editorsAndDirectors,
  params: palaceParams,
  body: brandContent,
  response: staffBrand,
  status: 201,
});

export const updateBrand = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/brands/:brandId',
  summary: 'Changes a brand',
  tag,
  access: editorsAndDirectors,
  params: brandParams,
  body: brandContent,
  response: staffBrand,
});

export const deleteBrand = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/programme/brands/:brandId',
  summary: 'Removes a brand that no activity carries',
  tag,
  access: editorsAndDirectors,
  params: brandParams,
  status: 204,
});

export const listBrandActivities = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/brands/:brandId/activities',
  summary: 'Activities that carry a brand, in every state, last changed first; at most 200',
  tag,
  access: anyStaff,
  params: brandParams,
  response: z.object({
    items: z.array(
      z.object({
        id,
        kind: activityKind,
        title: z.string(),
        titleEn: z.string(),
        status: activityStatus,
        nextStartsAt: instant.nullable(),
      }),
    ),
  }),
});

export const attachActivity = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/brands/:brandId/activities/:activityId',
  summary: 'Puts an activity under a brand, whatever its state: its text and sessions stay',
  tag,
  access: editorsAndDirectors,
  params: brandParams.extend({ activityId: id }),
  status: 204,
});

export const detachActivity = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/programme/brands/:brandId/activities/:activityId',
  summary: 'Takes an activity out of a brand',
  tag,
  access: editorsAndDirectors,
  params: brandParams.extend({ activityId: id }),
  status: 204,
});

// Announcements

export const announcementContent = z
  .object({
    title: z.string().trim().min(1).max(80),
    titleEn: z.string().trim().max(160),
    link: z
      .string()
      .max(500)
      .regex(/^(\/(?!\/)|https:\/\/)/, 'a path of this site or an https address')
      .nullable(),
    startsAt: instant,
    endsAt: instant,
  })
  .refine((content) => Date.parse(content.startsAt) < Date.parse(content.endsAt), {
    path: ['endsAt'],
    message: 'must be after startsAt',
  });

const announcementParams = palaceParams.extend({ announcementId: id });

export const listStaffAnnouncements = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/announcements',
  summary: 'Announcements past, present and coming, latest start first; at most 200',
  tag,
  access: anyStaff,
  params: palaceParams,
  response: z.object({ items: z.array(announcement) }),
});

export const createAnnouncement = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/announcements',
  summary: 'Announces something for a time',
  tag,
  access: editorsAndDirectors,
  params: palaceParams,
  body: announcementContent,
  response: announcement,
  status: 201,
});

export const updateAnnouncement = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/announcements/:announcementId',
  summary: 'Changes an announcement',
  tag,
  access: editorsAndDirectors,
  params: announcementParams,
  body: announcementContent,
  response: announcement,
});

export const deleteAnnouncement = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/programme/announcements/:announcementId',
  summary: 'Removes an announcement',
  tag,
  access: editorsAndDirectors,
  params: announcementParams,
  status: 204,
});

// Partners

export const listPartners = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/partners',
  summary: 'Partner organisations of a palace, by name',
  tag,
  access: anyStaff,
  params: palaceParams,
  response: z.object({ items: z.array(partner) }),
});

export const createPartner = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/partners',
  summary: 'Adds a partner organisation',
  tag,
  access: editorsAndDirectors,
  params: palaceParams,
  body: z.object({ name: z.string().trim().min(1).max(80), kind: partnerKind }),
  response: partner,
  status: 201,
});

export const updatePartner = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/partners/:partnerId',
  summary: 'Changes a partner organisation',
  tag,
  access: editorsAndDirectors,
  params: palaceParams.extend({ partnerId: id }),
  body: z.object({ name: z.string().trim().min(1).max(80), kind: partnerKind }),
  response: partner,
});
