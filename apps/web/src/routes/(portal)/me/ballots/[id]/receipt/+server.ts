import { getMyBallotEntry } from '@wengong/contract';
import type { RequestHandler } from './$types';

/** The receipt of an entry as a file, for verifying without network. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { receipt } = await locals.api.load(getMyBallotEntry, { params: { entryId: params.id } });
  return new Response(`${JSON.stringify(receipt, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="ballot-receipt-${receipt.ballot}.json"`,
      'cache-control': 'private, no-store',
    },
  });
};
