import type { getAvailability, ResponseOf } from '@wengong/contract';

export type Availability = ResponseOf<typeof getAvailability>;
/** What the API says of the signed-in reader. */
export type MyAvailability = NonNullable<Availability['me']>;
