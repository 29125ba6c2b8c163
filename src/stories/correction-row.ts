// What an event tells readers of a change, as a row of the newsroom's list of corrections. Pure.
import type { Article } from '../articles/article';
import { told } from '../articles/article-publication';
import { recorded } from '../articles/recorded';
import type { Person } from '../articles/events';
import type { ArticleRetracted, Change, ChangeKind } from '../articles/publication-events';
import type { StoredEvent } from '../event-store/stored-event';
import { liveSince, storyLiveSince, type Live } from './live-since';
import { shownHistory, type Shown } from './shown-history';

/** What staff are told beside it. */
export interface StaffNote {
  readonly wrong: string | null;
  readonly right: string | null;
  readonly passage: string | null;
  readonly learnedAt: string | null;
  readonly severity: string | null;
  readonly placement: string | null;
  readonly decidedBy: { readonly id: string; readonly name: string; readonly role: string };
  /** RFC 3339 UTC: since when readers had had what was wrong; null where that cannot be said. */
  readonly liveSince: string | null;
  readonly liveForSeconds: number | null;
}

/** With the columns' names of `corrections`. */
export interface CorrectionRow {
  readonly newsroom_id: string;
  readonly position: number;
  readonly story_id: string;
  readonly version: number;
  readonly kind: string;
  readonly note: string;
  readonly told_at: string;
  readonly staff: StaffNote;
}

/** Kinds of which something was wrong, whether anybody said what or not. */
const faulty: readonly ChangeKind[] = ['correction', 'clarification', 'removal'];

/** Whether an event of that type may have a row. */
export const mayTell = (type: string): boolean =>
  type === 'article-updated' || type === 'article-corrected' || type === 'article-retracted';

/** The row of the last of a story's events, all of which are given from the first on; undefined where it tells nothing. */
export function correctionRow(events: readonly StoredEvent[]): CorrectionRow | undefined {
  const last = events.at(-1);
  if (!last || !mayTell(last.type) || isErased(last)) return undefined;
  const { event } = recorded(last);
  const { article, shown } = shownHistory(events);
  if (event.type === 'article-retracted') return retractionRow(last, event, article, shown);
  if (event.type !== 'article-updated' && event.type !== 'article-corrected') return undefined;
  const [note] = told(event);
  if (!note || !event.change) return undefined;
  const live = liveSince(shown.slice(0, -1), faultOf(event.change, shown));
  const { version, change, by } = event;
  return {
    ...keyOf(last),
    version,
    kind: note.kind,
    note: note.note,
    told_at: note.at,
    staff: staff(by, change, { live, at: note.at }),
  };
}

/** Of what was erased there is nothing left to tell. */
const isErased = ({ payload: { by, change, notice } }: StoredEvent): boolean =>
  by === undefined || (change === undefined && notice === undefined);

function retractionRow(
  last: StoredEvent,
  { notice, retractedAt, by }: ArticleRetracted,
  article: Article | undefined,
  shown: readonly Shown[],
): CorrectionRow {
  const version = article?.publication?.version ?? 1;
  const live = storyLiveSince(shown.slice(0, -1));
  const told_at = retractedAt;
  return {
    ...keyOf(last),
    version,
    kind: 'retraction',
    note: notice,
    told_at,
    staff: staff(by, {}, { live, at: told_at }),
  };
}

const keyOf = ({ newsroom, position, streamId }: StoredEvent) => ({
  newsroom_id: newsroom,
  position,
  story_id: streamId,
});

function faultOf({ kind, passage, wrong }: Change, shown: readonly Shown[]): Parameters<typeof liveSince>[1] {
  const instead = faulty.includes(kind) ? (shown.at(-1)?.content ?? undefined) : undefined;
  return { passage, wrong, instead };
}

function staff(
  by: Person,
  change: Partial<Change>,
  { live, at }: { readonly live?: Live; readonly at: string },
): StaffNote {
  const { wrong = null, right = null, passage = null, learnedAt = null, severity = null, placement = null } = change;
  const decidedBy = { id: by.sub, name: by.name, role: by.role };
  const milliseconds = live && Date.parse(live.until ?? at) - Date.parse(live.since);
  const liveForSeconds = milliseconds === undefined ? null : Math.max(0, Math.floor(milliseconds / 1000));
  return {
    wrong,
    right,
    passage,
    learnedAt,
    severity,
    placement,
    decidedBy,
    liveSince: live?.since ?? null,
    liveForSeconds,
  };
}
