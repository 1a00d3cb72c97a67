import { z } from 'zod';
import { phoneInput } from './identity.ts';
import { route, signedIn, staff } from './route.ts';
import { id } from './shapes.ts';

const tag = 'identity';

const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/);
const personOfPalace = z.object({ palaceId: id, personId: id });

export const phoneCodeSent = z.object({
  phoneMasked: z.string(),
  validForSeconds: z.int(),
  /** Seconds until another code may be asked for. */
  againInSeconds: z.int(),
  /** The code itself, in demonstration mode only. */
  demoCode: z.string().nullable(),
});
export type PhoneCodeSent = z.infer<typeof phoneCodeSent>;

export const phoneChanged = z.object({ phoneMasked: z.string() });

export const askMyNewPhone = route({
  method: 'POST',
  path: '/api/v1/me/phone/code',
  summary: 'Send a code to my new number; the answer does not tell whether somebody has it already',
  tag,
  access: signedIn,
  transaction: 'none',
  perMinute: 10,
  body: z.object({ phone: phoneInput }),
  response: phoneCodeSent,
});

export const changeMyPhone = route({
  method: 'POST',
  path: '/api/v1/me/phone',
  summary: 'Change my number with the code sent to it; ends my other sessions and tells the number before',
  tag,
  access: signedIn,
  transaction: 'none',
  perMinute: 10,
  body: z.object({ phone: phoneInput, code }),
  response: phoneChanged,
});

export const askNewPhoneOf = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/people/:personId/new-phone/code',
  summary: 'At the desk, for who lost the phone: send a code to the new number',
  tag,
  access: staff('front_desk', 'director'),
  transaction: 'none',
  perMinute: 10,
  params: personOfPalace,
  body: z.object({ phone: phoneInput }),
  response: phoneCodeSent,
});

export const changePhoneOf = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/people/:personId/new-phone',
  summary: 'At the desk: change a number with the code that its owner reads out; ends all their sessions',
  tag,
  access: staff('front_desk', 'director'),
  transaction: 'none',
  perMinute: 10,
  params: personOfPalace,
  body: z.object({
    phone: phoneInput,
    code,
    /** How the clerk knew who it was; for the audit log, without numbers of documents. */
    checked: z
      .string()
      .trim()
      .min(2)
      .max(200)
      .regex(/^(?!.*\d{6})/s),
  }),
  response: phoneChanged,
});
