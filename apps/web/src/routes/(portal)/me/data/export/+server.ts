import { exportMe } from '@wengong/contract/identity';
import type { RequestHandler } from './$types';

/** Everything the platform holds about the person, as a file. */
export const GET: RequestHandler = async ({ locals }) => {
  const data = await locals.api.load(exportMe);
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="wengong-${data.exportedAt.slice(0, 10)}.json"`,
      'cache-control': 'private, no-store',
    },
  });
};
