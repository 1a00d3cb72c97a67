import { defineEvent } from '../../kernel/outbox.ts';

/** Somebody has signed in for the first time: from now on their number leads to them. */
export const personArrived = defineEvent<{ personId: string }>('identity.person-arrived');

/** Somebody has another number: what waits for that number is theirs from now on. */
export const phoneChanged = defineEvent<{ personId: string }>('identity.phone-changed');
