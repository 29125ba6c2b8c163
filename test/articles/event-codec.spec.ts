import { fromPayload, toPayload } from '../../src/articles/event-codec';
import type { ArticleEvent } from '../../src/articles/events';

const by = { sub: 'ana', name: 'Ana', role: 'editor' } as const;

const events: readonly ArticleEvent[] = [
  {
    type: 'article-drafted',
    by,
    note: 'first notes',
    members: {
      headline: 'Dike holds',
      language: 'en',
      tags: ['water'],
      dateline: { place: 'Delft', date: '2026-11-24' },
    },
    blocks: ['One.\n\n', 'Two [@1].\n'],
    citations: [{ key: '1', label: '1', source: null }],
    origin: { kind: 'wire', provider: 'ANP' },
  },
  {
    type: 'article-edited',
    by,
    session: 's1',
    members: { headline: 'Dike holds, barely', category: null },
    body: { splices: [[1, 1, 3, 2]], texts: { 3: 'Between.\n\n' } },
  },
  { type: 'article-edited', by, members: { tags: [] } },
  { type: 'citation-added', by, citation: { key: '1', label: '1', source: { type: 'webpage', title: 'Levels' } } },
  { type: 'citation-changed', by, citation: { key: '1', source: { type: 'webpage', title: 'Water levels' } } },
  { type: 'citation-removed', by, key: '1', occurredAt: '2020-01-01T00:00:00Z' },
  {
    type: 'article-published',
    by,
    version: 1,
    slug: 'dike-holds',
    publishedAt: '2026-11-24T08:00:00.000Z',
    listed: { headline: 'Dike holds', standfirst: null, language: 'en', category: null, tags: [] },
    served: { 'text/html': 'ab' },
    findings: [],
    waived: [{ code: 'citation-unresolved', reason: 'eyewitness' }],
  },
];

describe('an event on disk', () => {
  it.each(events.map((event) => [event.type, event] as const))('%s comes back as it was decided', (_, event) => {
    const stored = JSON.parse(JSON.stringify(toPayload(event)));
    expect(fromPayload(stored)).toEqual(event);
  });

  it('has each block, citation and member as a part of its own', () => {
    const { payload } = toPayload(events[0] as ArticleEvent);
    expect(Object.keys(payload)).toEqual(
      expect.arrayContaining(['by', 'note', 'headline', 'tags', 'dateline', 'b1', 'b2', 'c:1', 'origin']),
    );
  });
});
