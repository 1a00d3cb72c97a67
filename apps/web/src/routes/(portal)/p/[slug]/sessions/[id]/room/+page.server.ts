import { loadRoom } from '#lib/server/waiting-room.ts';
import type { PageServerLoad } from './$types';

/** The waiting page is the same for everybody, signed in or not, so that the server renders it once for all who wait. */
export const csr = false;

export const load: PageServerLoad = ({ params, locals }) => loadRoom(locals, params);
