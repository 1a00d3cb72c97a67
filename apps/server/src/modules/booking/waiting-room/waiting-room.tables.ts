export interface WaitingRoomRow {
  palace_id: string;
  session_id: string;
  /** Numbers given: 1…joined. */
  joined: number;
  opened_at: Date | null;
  /** Numbers 1…early were given before the opening. */
  early: number | null;
  seed: string | null;
  /** Ranks 1…called have been called. */
  called: number;
  called_at: Date | null;
  ends_at: Date;
}

export interface PlaceRow {
  palace_id: string;
  session_id: string;
  person_id: string;
  number: number;
  taken_at: Date;
  called_at: Date | null;
  entered_at: Date | null;
  pass_until: Date | null;
}

export interface WaitingRoomTables {
  waiting_room: WaitingRoomRow;
  waiting_room_place: PlaceRow;
}
