// Examples of every event as it was ever stored, in one article's life. They are never changed: whoever changes the code
// makes it read them. A new event, or a new schema of one, adds examples.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../src/articles/article';
import { recorded } from '../../src/articles/article-log';
import { bodyText } from '../../src/text/body';
import { toPayload } from '../../src/articles/event-codec';
import type { ArticleEvent } from '../../src/articles/events';
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
    recordedAt: `2026-11-24T08:00:0${example.revision}.000Z`,
    hash: '00',
  }));

const files = readdirSync(folder);

/** Every type of the union, by the compiler's word. */
const types: Record<ArticleEvent['type'], true> = {
  'article-drafted': true,
  'article-edited': true,
  'citation-added': true,
  'citation-changed': true,
  'citation-removed': true,
  'article-published': true,
};

describe('events stored by earlier releases', () => {
  it('have an example of every type', () => {
    const seen = new Set(files.flatMap(examplesOf).map(({ type }) => type));
    expect([...seen].sort()).toEqual(Object.keys(types).sort());
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

  it('are written the same today', () => {
    for (const stored of files.flatMap(examplesOf)) {
      const { type, schema, payload } = toPayload(recorded(stored).event);
      expect({ type, schema, payload }).toEqual({ type: stored.type, schema: stored.schema, payload: stored.payload });
    }
  });
});
