export interface TeamRow {
  palace_id: string;
  /** Of its pool, too. */
  id: string;
  session_id: string;
  leader_id: string;
  label: string;
  seats: number;
  link_id: string;
  slot: number;
  created_at: Date;
  closes_at: Date;
  nudged_at: Date | null;
  ended_at: Date | null;
}

export interface TeamTables {
  team_block: TeamRow;
}
