import { z } from 'zod';
import { contestParams } from './contest.ts';
import { IMAGE_BODY_BYTES, imageFile } from './programme-image.ts';
import { route, signedIn, staff } from './route.ts';
import { id } from './shapes.ts';

/** Pictures that prove what a live-commerce entry says it sold. */
const tag = 'contest';

/** As many as a report has at most. */
export const SALES_PICTURES = 3;

export const salesPicture = z.object({
  id,
  /** Of the whole picture, px. */
  width: z.int(),
  height: z.int(),
  /** Addresses of its two sizes, for whoever was given them. */
  thumb: z.string(),
  whole: z.string(),
});
export type SalesPicture = z.infer<typeof salesPicture>;

const myReport = z.object({ entryId: id, reportId: id });
const size = z.enum(['thumb.webp', 'whole.webp']);

export const addContestSalesPicture = route({
  method: 'POST',
  path: '/api/v1/me/contest-entries/:entryId/sales/:reportId/pictures',
  summary:
    'Add a picture (JPEG, PNG, WebP; 12 MB) to my report of sales, up to three, until it is decided; what the camera wrote into it is not kept. The same picture sent again is not added twice',
  tag,
  access: signedIn,
  params: myReport,
  body: z.object({ file: imageFile }),
  response: salesPicture,
  status: 201,
  perMinute: 30,
  transaction: 'none',
  bodyLimit: IMAGE_BODY_BYTES,
});

export const removeContestSalesPicture = route({
  method: 'DELETE',
  path: '/api/v1/me/contest-entries/:entryId/sales/:reportId/pictures/:pictureId',
  summary: 'Take a picture off my report of sales, until it is decided',
  tag,
  access: signedIn,
  params: myReport.extend({ pictureId: id }),
  status: 204,
});

export const readMySalesPicture = route({
  method: 'GET',
  path: '/api/v1/me/contest-entries/:entryId/sales/:reportId/pictures/:pictureId/:size',
  summary: 'A picture of my report of sales',
  tag,
  access: signedIn,
  params: myReport.extend({ pictureId: id, size }),
  produces: 'image/webp',
});

export const readStaffSalesPicture = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/sales/:reportId/pictures/:pictureId/:size',
  summary: 'A picture of a report of sales, for who decides it',
  tag,
  access: staff('coordinator', 'director'),
  params: contestParams.extend({ reportId: id, pictureId: id, size }),
  produces: 'image/webp',
});
