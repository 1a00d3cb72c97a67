import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import type { ReviewedKind, ReviewPlayer } from '../../../kernel/review.ts';
import { assetById } from '../assets.store.ts';
import { playersOf } from '../media.review.ts';
import type { MediaCaptionRow } from '../media.tables.ts';
import { cutCaptions } from '../said/search-said.ts';
import { captionsByIds, changeCaption, lockCaption } from './captions.store.ts';

const STATES = { shown: 'approved', waiting: 'waiting', taken_down: 'taken_down' } as const;
const AFTER = { show: 'shown', refuse: 'taken_down', hide: 'taken_down', recall: 'waiting' } as const;

/** What reviewers read of captions: all that is said, and what viewers choose them by. */
export const captionTexts = ({ lang, label, words }: Pick<MediaCaptionRow, 'lang' | 'label' | 'words'>) => [
  { field: 'label', text: label },
  { field: `captions-${lang}`, text: words },
];

/** Captions are shown and hidden by what reviewers decide. */
export const reviewedCaptions: ReviewedKind = {
  kind: 'caption',
  async find(reader, subjectId) {
    const [row] = await captionsByIds(reader, [subjectId]);
    const asset = row === undefined ? undefined : await assetById(reader, row.asset_id);
    if (row === undefined || asset === undefined) return null;
    return {
      palaceId: row.palace_id,
      subjectId: row.id,
      ownerId: row.updated_by,
      title: asset.title,
      texts: captionTexts(row),
      state: STATES[row.state],
    };
  },
  async apply(tx, _deps, { palaceId, subjectId }, { effect, reason }) {
    const row = await lockCaption(tx, subjectId);
    if (row?.palace_id !== palaceId) return;
    const change = { state: AFTER[effect], reason: effect === 'show' ? '' : reason };
    await changeCaption(tx, row, change);
    await cutCaptions(tx, { ...row, ...change });
  },
  players,
};

/** Captions are judged beside what they belong to. */
async function players(reader: Reader | Tx, deps: Deps, ids: readonly string[], now: Date) {
  const rows = await captionsByIds(reader, ids);
  const shown = await playersOf(
    reader,
    deps,
    rows.map((row) => row.asset_id),
    now,
  );
  return new Map(
    rows.flatMap((row): [string, ReviewPlayer][] => {
      const player = shown.get(row.asset_id);
      return player === undefined ? [] : [[row.id, player]];
    }),
  );
}
