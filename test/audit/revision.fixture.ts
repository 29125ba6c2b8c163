// Revisions as the API lists them.
import type { Revision } from '../../src/audit/page/answers';

export const aRevision = (revision: number, given: Partial<Revision> = {}): Revision => ({
  revision,
  type: 'article-edited',
  actor: { id: 'ana', name: 'Ana', role: 'editor' },
  recordedAt: new Date(Date.UTC(2026, 0, 1) + revision * 60_000).toISOString(),
  occurredAt: null,
  note: null,
  words: { added: revision, removed: 1 },
  position: revision,
  hash: 'ab'.repeat(32),
  ...given,
});

export const revisionsOf = (count: number, given: (revision: number) => Partial<Revision> = () => ({})) =>
  Array.from({ length: count }, (_, index) => aRevision(index + 1, given(index + 1)));
