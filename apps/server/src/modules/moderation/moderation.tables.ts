import type {
  ReviewKind,
  ReviewReason,
  ReviewState,
  ReviewTask,
  ReviewVerdict,
  WordAction,
  WordHit,
} from '@wengong/contract';
import type { ColumnType, Generated } from 'kysely';

/** A column whose value is written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

export interface ReviewText {
  readonly field: string;
  readonly text: string;
}

export interface ItemRow {
  palace_id: string;
  id: string;
  kind: ReviewKind;
  subject_id: string;
  owner_id: string | null;
  title: string;
  texts: Json<ReviewText[]>;
  hits: Json<WordHit[]>;
  flag: WordAction | null;
  state: ReviewState;
  task: ReviewTask | null;
  task_no: number;
  eyes: 1 | 2;
  outcome: Generated<'approve' | 'reject' | null>;
  ready: boolean;
  front: Generated<boolean>;
  reports: Generated<number>;
  escalated_to: Generated<string | null>;
  claimed_by: Generated<string | null>;
  claimed_until: Generated<Date | null>;
  submitted_at: Date;
  waiting_since: Date | null;
  decided_at: Generated<Date | null>;
  reasons: Generated<ReviewReason[]>;
  note: Generated<string>;
}

export interface DecisionRow {
  palace_id: string;
  item_id: string;
  seq: number;
  task: ReviewTask | null;
  task_no: number;
  verdict: ReviewVerdict;
  reasons: ReviewReason[];
  note: string;
  reviewer_id: string;
  waited_s: number | null;
  at: Date;
}

export interface AppealRow {
  palace_id: string;
  item_id: string;
  person_id: string;
  text: string;
  at: Date;
  outcome: 'accepted' | 'refused' | null;
}

export interface ReportRow {
  palace_id: string;
  item_id: string;
  reporter_id: string;
  reason: ReviewReason;
  text: string;
  at: Date;
  outcome: 'upheld' | 'dismissed' | null;
}

export interface WordRow {
  list_id: string;
  form: string;
  word: string;
  action: WordAction;
  sound: boolean;
  note: string;
  added_by: string;
  added_at: Date;
}

export interface ModerationTables {
  moderation_item: ItemRow;
  moderation_decision: DecisionRow;
  moderation_appeal: AppealRow;
  moderation_report: ReportRow;
  moderation_reporter: { person_id: string; day: string; reports: number };
  moderation_word: WordRow;
  moderation_word_list: { list_id: string; revision: number; words: number };
}
