import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a landmark's screen shows one code, ms. */
const STEP_MS = 30_000;
/** 50 bits: ten characters of base 32. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 10;

export interface Landmark {
  readonly palaceId: string;
  readonly landmarkId: string;
}

/** The code a landmark shows at `now`, and when the next one comes. `key` is the server's, for landmarks only. */
export function landmarkCode(key: Buffer, landmark: Landmark, now: Date): { code: string; expiresAt: Date } {
  const step = Math.floor(now.getTime() / STEP_MS);
  return { code: codeOfStep(key, landmark, step), expiresAt: new Date((step + 1) * STEP_MS) };
}

/** Whether `code` is shown now or was until a step ago: scanning and walking take a moment. */
export function isLandmarkCode(key: Buffer, landmark: Landmark, code: string, now: Date): boolean {
  const step = Math.floor(now.getTime() / STEP_MS);
  const given = Buffer.from(code.toUpperCase());
  return [step, step - 1].some((each) => {
    const shown = Buffer.from(codeOfStep(key, landmark, each));
    return shown.length === given.length && timingSafeEqual(shown, given);
  });
}

function codeOfStep(key: Buffer, { palaceId, landmarkId }: Landmark, step: number): string {
  const mac = createHmac('sha256', key).update(`${palaceId} ${landmarkId} ${step}`).digest();
  return Array.from(mac.subarray(0, LENGTH), (byte) => ALPHABET.charAt(byte & 31)).join('');
}

/** The server's key for landmark codes, derived from its secret. */
export const landmarkKey = (keys: { derive(purpose: string): Buffer }): Buffer => keys.derive('landmark');
