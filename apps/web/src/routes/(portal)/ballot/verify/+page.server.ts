import type { PageServerLoad } from './$types';

const RESULT = /^\/api\/v1\/palaces\/[0-9a-f-]{36}\/sessions\/[0-9a-f-]{36}\/ballot\/result\.txt$/;

/** The result to load by itself, and the reader's own entry: addresses of this platform only. */
export const load: PageServerLoad = ({ url }) => {
  const file = url.searchParams.get('file') ?? '';
  const entry = url.searchParams.get('entry') ?? '';
  return {
    file: RESULT.test(file) ? file : null,
    receipt: /^[0-9a-f-]{36}$/.test(entry) ? `/me/ballots/${entry}/receipt` : null,
  };
};
