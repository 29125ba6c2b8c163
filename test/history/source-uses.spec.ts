// What a run of events changes in the sources index: nothing, where it changes nothing that a source carries.
import type { Article } from '../../src/articles/article';
import type { ArticleEvent } from '../../src/articles/events';
import { sourceId } from '../../src/articles/source-id';
import { hostOf, sourceRow, sourcesGiven } from '../../src/history/source-row';
import { changedUses } from '../../src/history/source-uses';
import { ana, after, drafted, edited, published } from '../articles/given';

const source = { type: 'report', title: 'Tide tables', URL: 'https://tides.example/2026' };
const body = 'High water at six [@t].\n\nThe quay was empty.\n';
const draft = drafted(body, { citations: [{ key: 't', source }] });
const uses = (before: Article | undefined, then: Article, versions: readonly Article[] = []) =>
  changedUses({ newsroom: 'main', before, versions, after: then });

describe('The uses that a run changed', () => {
  it('are all of a draft', () => {
    expect(uses(undefined, draft)).toMatchObject([
      { key: 't', working: { passages: [{ text: 'High water at six.', line: 1 }] }, pinned: null, last_version: null },
    ]);
  });

  it.each([
    ['an edit beside the cited sentences', { body: body.replace('empty', 'full') }],
    ['an edit of members', { members: { headline: 'Low tide', tags: ['sea'] } }],
  ])('are none after %s', (_, edit) => {
    expect(uses(draft, edited(draft, edit))).toEqual([]);
  });

  it.each([
    ['whose words changed', body.replace('six', 'seven')],
    ['that moved to another line', `Morning.\n\n${body}`],
    ['that lost its marker', body.replace(' [@t]', '')],
  ])('are those of a cited sentence %s', (_, text) => {
    expect(uses(draft, edited(draft, { body: text }))).toHaveLength(1);
  });

  it('name the first and the last of the versions of the run', () => {
    const one = published(draft);
    const other = published(edited(one, { body: `Early.\n\n${body}` }), { change: { kind: 'update', note: 'n' } });
    expect(uses(draft, other, [one, other])).toMatchObject([
      { first_version: 1, last_version: 2, published: { passages: [{ line: 3 }] } },
    ]);
  });

  it('are no use of a version that only lists the source', () => {
    const one = published(drafted('Nothing.\n', { citations: [{ key: 't', source }] }));
    expect(uses(undefined, one, [one])).toMatchObject([{ last_version: null, published: null, working: {} }]);
  });

  it('leave out a citation without source', () => {
    expect(uses(undefined, drafted('Six [@t].\n', { citations: [{ key: 't', source: null }] }))).toEqual([]);
  });
});

describe('A source', () => {
  it('is given by drafts, by added and changed citations and by restored lists', () => {
    const citation = { key: 't', source };
    const events: ArticleEvent[] = [
      {
        ...ana,
        type: 'article-drafted',
        members: { headline: 'h', language: 'en' },
        blocks: [],
        citations: [citation],
      },
      { ...ana, type: 'citation-added', citation },
      { ...ana, type: 'citation-changed', citation },
      { ...ana, type: 'article-edited', members: {}, citations: { order: ['t'], changed: [citation] } },
    ];
    expect(events.map(sourcesGiven)).toEqual(events.map(() => [{ id: sourceId(source), source }]));
    expect(sourcesGiven({ ...ana, type: 'citation-added', citation: { key: 't', source: null } })).toEqual([]);
    expect(sourcesGiven({ ...ana, type: 'article-edited', members: {} })).toEqual([]);
    expect(after(undefined, events.slice(0, 1)).content.citations).toEqual([citation]);
  });

  it('is ordered by a title that an index can hold, never cut within a character', () => {
    const { title } = sourceRow('main', 1, { id: 's', source: { type: 'book', title: ` A${'😀'.repeat(500)}` } });
    expect([title.length, Buffer.from(title).toString()]).toEqual([199, title]);
  });

  it.each([
    ['https://www.Data.Example/x', 'data.example'],
    ['http://data.example.:8080/', 'data.example'],
    ['mailto:a@b.example', undefined],
    ['not an address', undefined],
    [`https://${'a.'.repeat(200)}example/`, undefined],
  ])('of %s has the host %s', (url, host) => {
    expect(hostOf(url)).toBe(host);
  });
});
