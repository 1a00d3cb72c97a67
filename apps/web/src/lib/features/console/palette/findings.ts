interface Titled {
  id: string;
  title: string;
  titleEn: string;
}

/** What a search of the palette finds in a palace. */
export interface Findings {
  activities: Titled[];
  sessions: (Titled & { startsAt: string })[];
  /** Only for who may see bookings; numbers are masked. */
  bookings: (Titled & { name: string; phone: string | null; startsAt: string })[];
}
