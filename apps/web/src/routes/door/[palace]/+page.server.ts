import { loadDoor } from '#lib/features/door/server/load-door.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadDoor(event);
