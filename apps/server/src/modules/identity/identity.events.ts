import { defineEvent } from '../../kernel/outbox.ts';

/** Somebody has signed in for the first time: from now on their number leads to them. */
export const personArrived = defineEvent<{ personId: string }>('identity.person-arrived');
