import { IMAGE_BYTES, SALES_PICTURES } from '@wengong/contract';
import type { FastifyRequest } from 'fastify';

/** A roster of the largest size with the fields around it; the API has a limit of its own. */
const ORDINARY = 1024 * 1024;

/** Where forms with pictures are sent, and how much they may bring, bytes. Each asks who is there before it reads them. */
const WITH_PICTURES: ReadonlyMap<string, number> = new Map(
  ['report', 'addPictures'].map((action) => [
    `/me/contest?/${action}`,
    SALES_PICTURES * IMAGE_BYTES + ORDINARY,
  ]),
);

/** The most that any page takes, bytes. */
export const LARGEST_FORM = Math.max(ORDINARY, ...WITH_PICTURES.values());

/** Whether a form says that it is larger than its page takes, or does not say how large it is. */
export function isTooLarge({
  method,
  url,
  headers,
}: Pick<FastifyRequest, 'method' | 'url' | 'headers'>): boolean {
  if (method !== 'POST') return false;
  const most = WITH_PICTURES.get(url) ?? ORDINARY;
  if (headers['transfer-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > most;
}
