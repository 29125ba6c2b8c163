// Examples of every event as it was ever stored, in one article's life. They are never changed: whoever changes the code
// makes it read them. A new event, or a new schema of one, adds examples.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../src/articles/article';
import { recorded } from '../../src/articles/recorded';
import { bodyText } from '../../src/text/body';
import { articleEvents, toPayload } from '../../src/articles/event-codec';
import type { StoredEvent } from '../../src/event-store/stored-event';

const folder = join(__dirname, 'stored-events');
const streamId = '01934567-89ab-7cde-8f01-23456789abcd';

const examplesOf = (file: string): StoredEvent[] =>
  (JSON.parse(readFileSync(join(folder, file), 'utf8')) as StoredEvent[]).map((example) => ({
    ...example,
    newsroom: 'main',
    streamId,
    actor: '00000000-0000-4000-8000-000000000000',
    position: example.revision,
    recordedAt: `2026-11-24T08:00:${String(example.revision).padStart(2, '0')}.000Z`,
    hash: '00',
  }));

const files = readdirSync(folder);

describe('events stored by earlier releases', () => {
  it('have an example of every type', () => {
    const seen = new Set(files.flatMap(examplesOf).map(({ type }) => type));
    expect([...seen].sort()).toEqual([...articleEvents].sort());
  });

  it('tell what is withheld', () => {
    expect(fold(undefined, examplesOf('trust-1.json').map(recorded))?.withheld).toEqual([
      { revision: 2, quote: 'Jan saw it fall', from: 'staff', legal: false },
      { revision: 3, versions: [2], from: 'public', legal: true },
    ]);
  });

  it('fold to the article that they told of', () => {
    const article = fold(undefined, examplesOf('schema-1.json').map(recorded));
    expect(
      article && { ...article, content: { ...article.content, body: bodyText(article.content.body) } },
    ).toMatchObject({
      revision: 9,
      status: 'published',
      nextStatus: 'draft',
      createdBy: 'ana',
      content: {
        headline: 'The dike held',
        standfirst: 'Just so, said the keeper',
        category: null,
        slug: 'the-dike-held',
        body: 'It rained [@1].\n\nIt rained again.\n\n## Afterwards\n\nIt stopped at nine [@1; @2].\n',
        citations: [
          { key: '1', locator: 'table 2', source: { title: 'Water levels at the lock' } },
          { key: '2', source: { title: 'The lock keeper' } },
        ],
      },
      publication: { version: 1, revision: 8 },
    });
  });

  it('fold to the workflow that they told of', () => {
    const article = fold(undefined, examplesOf('workflow-1.json').map(recorded));
    expect(article).toMatchObject({
      status: 'unpublished',
      nextStatus: 'draft',
      assigned: ['ana'],
      access: 'assigned',
      approvals: [],
      required: [{ approval: 'legal', by: { id: 'cleo' } }],
      schedule: null,
      contributors: [{ id: 'ana' }, { id: 'ben' }, { id: 'cleo' }],
      claims: { t: ['The first ferry sails at nine.'] },
      publication: {
        version: 3,
        slug: 'the-ferry-sails',
        publishedAt: '2026-11-25T06:30:00.000Z',
        updatedAt: '2026-11-25T09:00:00.000Z',
        changes: [
          { kind: 'correction', note: 'The ferry takes two hours, not one.', at: '2026-11-25T08:00:00.000Z' },
          { kind: 'update', note: 'With the timetable of summer.', at: '2026-11-25T09:00:00.000Z' },
        ],
        retraction: { notice: 'The timetable was a forgery.', keepText: false },
      },
    });
    expect(article && bodyText(article.content.body)).toBe(
      'The first ferry sails at nine [@t].\n\nIt takes two hours.\n\nMore ferries follow in summer.\n',
    );
  });

  it('tell where an imported article is from, and fold to it', () => {
    const history = examplesOf('imported-1.json').map(recorded);
    expect(history.map(({ event }) => event.imported?.item)).toEqual([
      'drafts/lock.md',
      'posts/lock.md',
      'posts/lock.md',
    ]);
    expect(fold(undefined, history)).toMatchObject({
      status: 'published',
      publication: { version: 1, publishedAt: '2019-03-02T08:00:00.000Z' },
      contributors: [{ id: 'git:ana@example.org', name: 'Ana' }],
    });
  });

  it('are written the same today', () => {
    for (const stored of files.flatMap(examplesOf)) {
      const { type, schema, payload } = toPayload(recorded(stored).event);
      expect({ type, schema, payload }).toEqual({ type: stored.type, schema: stored.schema, payload: stored.payload });
    }
  });
});
