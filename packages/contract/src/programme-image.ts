import { z } from 'zod';
import { image } from './programme.ts';
import { anyone, route, staff } from './route.ts';
import { palaceParams } from './shapes.ts';

/** Pictures of activities and brands. */
const tag = 'programme';

/** Largest file that is taken, bytes. */
export const IMAGE_BYTES = 12 * 1024 * 1024;
const BASE64_LENGTH = Math.ceil(IMAGE_BYTES / 3) * 4;

/** A picture in a body. */
export const imageFile = z
  .string()
  .min(4)
  .max(BASE64_LENGTH)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'base64')
  .describe('The file, base64');
/** `bodyLimit` of a route that takes one. */
export const IMAGE_BODY_BYTES = BASE64_LENGTH + 4096;

export const uploadImage = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/images',
  summary:
    'Takes a JPEG, PNG or WebP; keeps it in a few widths as WebP, without what the camera wrote into it',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams,
  body: z.object({
    file: imageFile,
    alt: z.string().trim().max(200).describe('What is to be seen, for who cannot see it'),
  }),
  response: image,
  status: 201,
  perMinute: 30,
  transaction: 'none',
  bodyLimit: IMAGE_BODY_BYTES,
});

export const readImage = route({
  method: 'GET',
  path: '/api/v1/images/:hash/:width',
  summary: 'A picture in one of its widths; its address never shows another picture',
  tag,
  access: anyone,
  params: z.object({
    hash: z.string().regex(/^[0-9a-f]{32}$/),
    width: z.string().regex(/^\d{2,4}\.webp$/),
  }),
  produces: 'image/webp',
  perMinute: 6000,
});
