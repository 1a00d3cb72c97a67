import type {
  AiDeclaration,
  CaptionState,
  Chapter,
  DanmakuState,
  VideoFailure,
  VideoPurpose,
  VideoStage,
  VideoStatus,
  VideoVisibility,
} from '@wengong/contract';
import type { ColumnType, Generated } from 'kysely';

/** A column whose value is written as JSON text. */
type Json<T> = ColumnType<T, string, string>;

export interface MediaAssetRow {
  palace_id: string;
  id: string;
  owner_id: string;
  purpose: VideoPurpose;
  title: string;
  title_en: string;
  description: string;
  description_en: string;
  ai: AiDeclaration;
  file_name: string;
  file_bytes: number;
  fingerprint: string;
  status: VideoStatus;
  failure: VideoFailure | null;
  visibility: VideoVisibility;
  visibility_reason: string;
  published_at: Date | null;
  sha256: Buffer | null;
  /** What can be watched. */
  revision: number | null;
  duration_ms: number | null;
  width: number | null;
  height: number | null;
  chapters: Json<Chapter[]>;
  created_at: Date;
  upload_until: Date;
  uploaded_at: Date | null;
  ready_at: Date | null;
  removed_at: Date | null;
}

/** One quality of a video. `name` is the length of the shorter side, e.g. `720`. */
export interface Rung {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly bitrate: number;
  readonly codecs: string;
}

export interface Sprite {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  readonly everyMs: number;
  readonly count: number;
}

export interface MediaRevisionRow {
  palace_id: string;
  asset_id: string;
  revision: number;
  extent: 'playable' | 'full';
  rungs: Json<Rung[]>;
  sprite: Json<Sprite | null>;
  loudness_lufs: number | null;
  bytes: number;
  verified_at: Date;
}

export interface MediaJobRow {
  palace_id: string;
  asset_id: string;
  stage: Generated<VideoStage>;
  progress: Generated<number>;
  attempts: Generated<number>;
  without_room: Generated<number>;
  lease_id: Generated<string | null>;
  lease_until: Generated<Date | null>;
  heartbeat_at: Generated<Date | null>;
  not_before: Date;
  last_error: Generated<string | null>;
  created_at: Date;
}

export interface ExternalCountRow {
  palace_id: string;
  id: string;
  asset_id: string;
  platform: string;
  kind: 'plays' | 'topic_reads';
  count: number;
  source: string;
  as_of: Date;
  entered_by: string;
  entered_at: Date;
}

export interface MediaCaptionRow {
  palace_id: string;
  id: string;
  asset_id: string;
  lang: string;
  label: string;
  vtt: string;
  /** The words alone, for searching. */
  words: string;
  cues: number;
  updated_by: string;
  updated_at: Date;
  /** Only what is `shown` is seen and found by others than staff. */
  state: CaptionState;
  /** Why it was taken down, for staff. */
  reason: string;
}

export interface DanmakuRow {
  palace_id: string;
  id: string;
  asset_id: string;
  person_id: string;
  at_ms: number;
  text: string;
  state: DanmakuState;
  reason: string;
  created_at: Date;
}

export interface MediaTables {
  media_asset: MediaAssetRow;
  media_revision: MediaRevisionRow;
  media_job: MediaJobRow;
  media_litter: { id: string; prefix: string; not_before: Date };
  media_play_count: { palace_id: string; asset_id: string; plays: number };
  media_external_count: ExternalCountRow;
  media_caption: MediaCaptionRow;
  media_danmaku: DanmakuRow;
  media_danmaku_closed: { palace_id: string; asset_id: string };
  media_hold: { palace_id: string; asset_id: string; holder: string };
}
