export interface LandmarkRow {
  palace_id: string;
  id: string;
  name: string;
  name_en: string;
  story: string;
  story_en: string;
  position: number;
  closed_at: Date | null;
}

export interface StampRow {
  palace_id: string;
  landmark_id: string;
  person_id: string;
  day: string;
  at: Date;
}
