// Rows of the revision history as auditors are shown them. Pure.
import type { SessionRow } from './editing-sessions';
import { isRestricted, restricted } from '../articles/restricted';
import type { RevisionDto } from './history.dto';
import type { RevisionRow } from './revision.entity';

export function revisionView(row: RevisionRow): RevisionDto {
  return {
    revision: row.revision,
    type: row.type,
    actor: { id: row.actor, name: row.actorName, role: row.actorRole },
    recordedAt: row.recordedAt.toISOString(),
    occurredAt: row.occurredAt?.toISOString() ?? null,
    note: row.note,
    session: row.session,
    words: { added: row.wordsAdded, removed: row.wordsRemoved },
    position: Number(row.position),
    hash: row.hash,
    ...(row.imported && { imported: row.imported }),
  };
}

export function sessionView(row: SessionRow): RevisionDto {
  return {
    revision: row.revision,
    type: row.type,
    actor: { id: row.actor, name: row.actor_name, role: row.actor_role },
    recordedAt: row.recorded_at.toISOString(),
    occurredAt: row.occurred_at?.toISOString() ?? null,
    note: row.note,
    session: row.session,
    words: { added: row.added, removed: row.removed },
    position: Number(row.position),
    hash: row.hash,
    ...(row.imported && { imported: row.imported }),
    revisions: [row.first, row.revision],
    types: [...row.types],
    notes: [...row.notes],
  };
}

/** What is restricted, as those are shown it who are not told: that there is a revision, and nothing of it. */
export function discreetly(item: RevisionDto): RevisionDto {
  if (!isRestricted(item.type)) return item;
  const { revision, words, position, hash, revisions } = item;
  const nothing = { actor: null, recordedAt: null, occurredAt: null, note: null, session: null };
  const grouped = revisions && { revisions, types: [restricted], notes: [] };
  return { revision, type: restricted, ...nothing, words, position, hash, ...grouped };
}
