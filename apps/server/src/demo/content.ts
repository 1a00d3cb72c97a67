import type { SeatPlan, WorkerCategory } from '@wengong/contract';

/** Shapes of the demonstration's content. Everything in this folder is fictional and says so on the page. */

/** Chinese first, English second. */
export type Text = readonly [zh: string, en: string];

export type SpaceKind =
  | 'hall'
  | 'classroom'
  | 'court'
  | 'cinema'
  | 'gallery'
  | 'rehearsal'
  | 'outdoor'
  | 'reading'
  | 'gym'
  | 'studio';

export interface SpaceContent {
  readonly key: string;
  readonly kind: SpaceKind;
  readonly name: Text;
  readonly capacity: number;
  readonly description: Text;
  /** Leaf units it is made of; its own key when left out. Spaces that share a unit collide. */
  readonly units?: readonly string[];
  /** Where its numbered seats stand. */
  readonly seatPlan?: SeatPlan;
  /** Open to booking by slot: minutes of a slot, price and members' price in fen. */
  readonly slots?: { readonly minutes: number; readonly price: number; readonly memberPrice: number };
}

export interface BrandContent {
  readonly key: string;
  readonly name: Text;
  readonly story: Text;
  readonly figures: readonly { readonly label: Text; readonly value: number }[];
  /** Years before the one of loading in which it began. */
  readonly age?: number;
  /** Its history in summary: years before the one of loading. */
  readonly history?: readonly { readonly ago: number; readonly text: Text }[];
  /** Partners that keep it together with the palace. */
  readonly partners?: readonly string[];
}

export interface PartnerContent {
  readonly key: string;
  readonly name: string;
  readonly kind: 'enterprise' | 'school' | 'troupe' | 'social_organisation' | 'government';
}

/** Days are counted from the day of loading (0), weekdays from Sunday (0); times are the palace's own. */
export type Timetable =
  /** On weekdays, within the days shown. Gives way to a one-off in the same room. */
  | {
      readonly weekly: readonly number[];
      readonly at: string;
      readonly minutes: number;
      readonly from?: number;
      readonly to?: number;
    }
  /** One-offs. */
  | { readonly days: readonly number[]; readonly at: string; readonly minutes: number }
  /** One session from the opening of the first day to the closing of the last. */
  | {
      readonly span: readonly [first: number, last: number];
      readonly opens: string;
      readonly closes: string;
    };

export interface ActivityContent {
  readonly key: string;
  readonly kind:
    | 'course'
    | 'performance'
    | 'film'
    | 'lecture'
    | 'exhibition'
    | 'sport'
    | 'contest'
    | 'festival'
    | 'group_day'
    | 'visit'
    | 'reading'
    | 'service';
  readonly title: Text;
  readonly summary: Text;
  /** Paragraphs are parted by an empty line. */
  readonly story: Text;
  readonly space?: string;
  readonly teacher?: string;
  readonly brand?: string;
  readonly partners?: readonly string[];
  readonly organiser?: string;
  readonly membersOnly?: boolean;
  readonly categories?: readonly WorkerCategory[];
  /** Fen; free when left out. */
  readonly price?: number;
  readonly memberPrice?: number;
  /** Left out: public benefit when free. */
  readonly publicBenefit?: boolean;
  readonly companions?: number;
  readonly seats: number;
  /** Its places are drawn; days are counted from the day of loading, at noon. Drawn already when `draws` is past. */
  readonly ballot?: {
    readonly opens: number;
    readonly closes: number;
    readonly draws: number;
    readonly entrants: number;
    readonly publicSource?: string;
  };
  /** Its places are given out through a waiting room, with so many people in it when the demonstration is loaded. */
  readonly queue?: { readonly opens: 'now' | 'soon'; readonly waiting: number };
  /** Sold as a whole: people enrol in all its sessions. */
  readonly series?: true;
  /** Sold by the seat map of its space. */
  readonly numbered?: true;
  /** Seats of the session set aside for a worker category. */
  readonly reserved?: Partial<Record<WorkerCategory, number>>;
  /** Share of the seats that is usually booked; above 1 leaves a waiting list. */
  readonly demand: number;
  readonly when: readonly Timetable[];
  /** Left out: published. */
  readonly review?: {
    readonly status: 'draft' | 'submitted' | 'rejected';
    readonly note?: string;
    /** Approved already: it comes onto the portal so many days after the one of loading, at eight. */
    readonly publishes?: number;
  };
}

export interface PalaceContent {
  readonly slug: string;
  /** Path of the union it belongs to, as in `unions.ts`. */
  readonly union: string;
  readonly name: Text;
  readonly province: string;
  readonly city: string;
  readonly district: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly tagline: Text;
  readonly story: readonly Text[];
  /** Of every day; `late` replaces the closing time on Friday and Saturday. */
  readonly hours: { readonly opens: string; readonly closes: string; readonly late?: string };
  readonly units: Readonly<Record<string, string>>;
  readonly spaces: readonly SpaceContent[];
  readonly teachers: Readonly<Record<string, string>>;
  readonly partners: readonly PartnerContent[];
  readonly brands: readonly BrandContent[];
  readonly landmarks: readonly { readonly key: string; readonly name: Text; readonly story: Text }[];
  /** `activity` is what the note links to. */
  readonly announcements: readonly {
    readonly title: Text;
    readonly activity?: string;
    readonly days: readonly [first: number, last: number];
  }[];
  readonly activities: readonly ActivityContent[];
  /** Share of the demonstration's workers who live here. */
  readonly workers: number;
  /** Visits on an ordinary day, tickets, stamps and counted visitors together: in paid activities, and all others. */
  readonly visitsADay: { readonly paid: number; readonly publicBenefit: number };
}
