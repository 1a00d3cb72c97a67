export interface DriftRow {
  palace_id: string;
  id: string;
  rule: string;
  subject: string;
  expected: number;
  found: number;
  found_at: Date;
}
