import { z } from 'zod';
import { anyone, route } from './route.ts';
import { id, palaceParams } from './shapes.ts';

/** Kiosks: screens that a palace sets up in its hall for people without a smartphone. */
const tag = 'booking';

/** Name of the cookie that makes a browser a kiosk: `<palace id>.<token>.<signature>`, out of reach of scripts. */
export const kioskCookie = 'wengong.kiosk';

export const claimKiosk = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/kiosks',
  summary: 'Turn this browser into a kiosk with the code of a provisioning address; it is kept in a cookie',
  tag,
  access: anyone,
  perMinute: 30,
  transaction: 'none',
  params: palaceParams,
  body: z.object({ code: z.string().min(20).max(64) }),
  status: 201,
  response: z.object({ deviceId: id, name: z.string() }),
});

export const kiosk = z.object({
  name: z.string(),
  /** The palace has shut it out: it is a browser like any other now. */
  revoked: z.boolean(),
  palace: z.object({
    id,
    slug: z.string(),
    name: z.string(),
    nameEn: z.string(),
    timeZone: z.string(),
  }),
});
export type Kiosk = z.infer<typeof kiosk>;

export const greetKiosk = route({
  method: 'POST',
  path: '/api/v1/kiosk/greeting',
  summary: 'Which kiosk this browser is, if it is one; one that was shut out loses its cookie here',
  tag,
  access: anyone,
  transaction: 'none',
  response: z.object({ kiosk: kiosk.nullable() }),
});
