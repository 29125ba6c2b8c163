// A story's versions as a list: what each changed, from when to when readers had it, and what became of it. Pure.
import { Rejection } from '../errors';
import { mementoPath, storyPath } from './memento-links';
import { isOpen, type Past } from './past-stories';
import type { StoryState } from './story-timeline';
import type {
  PublicStretchDto,
  StoryVersionDto,
  StoryVersionPageDto,
  VersionLinksDto,
  VersionsQuery,
} from './version.dto';

/** Oldest first. Where the public gets no history, it is told of what it has now alone. */
export function versionPage(past: Past, { limit, cursor }: VersionsQuery): StoryVersionPageDto {
  const after = cursor === undefined ? 0 : readCursor(cursor);
  const [current] = past.states.slice(-1);
  const told = past.states.filter(({ version }) => past.open !== 'none' || version === current?.version);
  const versions = told.filter(({ status, version }) => status === 'published' && version > after);
  const last = versions.length > limit ? versions[limit - 1] : undefined;
  return {
    items: versions.slice(0, limit).map((state) => item(past, state)),
    next: last ? writeCursor(last.version) : null,
  };
}

function item(past: Past, state: StoryState): StoryVersionDto {
  const { version, publishedAt, kind, note } = state;
  const after = (status: string): StoryState | undefined =>
    past.states.find((other) => other.version === version && other.status === status);
  const [retraction, takedown] = [after('retracted'), after('unpublished')];
  return {
    version,
    publishedAt,
    ...stretch(state),
    kind,
    note: kind === 'refile' ? null : note,
    retraction: retraction ? { notice: retraction.note, ...stretch(retraction), links: links(past, retraction) } : null,
    takedown: takedown ? { legal: takedown.legal, ...stretch(takedown) } : null,
    links: links(past, state),
  };
}

const stretch = ({ publicFrom, publicTo }: StoryState): PublicStretchDto => ({ publicFrom, publicTo });

const links = (past: Past, state: StoryState): VersionLinksDto =>
  isOpen(past, state) ? { memento: mementoPath(storyPath(past.newsroom, past.slug), state) } : {};

/** Where a page ended: a version, which never changes. */
const writeCursor = (version: number): string => Buffer.from(`v${version}`).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. */
function readCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^v\d{1,9}$/.test(text)) return Number(text.slice(1));
  const message = 'The cursor is none that a page of this list ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
