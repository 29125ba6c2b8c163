// Every machine-readable output of every kind of story: valid by its own schema, and the same story when it is read back.
// Where ../shared/standards is absent the published schemas are skipped by name; the structural rules here stay.
import { textOf } from '../../src/stories/csl-members';
import { webAddress } from '../../src/stories/web-address';
import { storyAsLinkedData } from '../../src/stories/story-linked-data';
import { storyAsNinjs } from '../../src/stories/story-ninjs';
import { storySourcesAsCsl } from '../../src/stories/story-sources';
import { storyAsHtml } from '../../src/stories/story-html';
import { storyAsMarkdown } from '../../src/stories/story-markdown';
import { storyAsJson } from '../../src/stories/story-json';
import type { Rendition } from '../../src/event-store/stored-event';
import type { Story } from '../../src/articles/story';
import { describeWithCorpus } from '../corpus';
import { corpusKinds } from './corpus.fixture';
import { kinds } from './kinds.fixture';
import { misused } from './schema-org';
import { cslSchema, describeWithStandards, faults, ninjsSchema } from './standards';
import { aStory, publisher } from './story.fixture';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into whatever came
const read = ({ bytes }: Rendition): any => JSON.parse(bytes.toString('utf8'));
const plainTextOf = (story: Story): string =>
  read(storyAsNinjs(story)).bodies?.find(({ contentType }: { contentType: string }) => contentType === 'text/plain')
    ?.value ?? '';
const said = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? '');
/** However it is escaped. */
const letters = (text: string): string => said(text).replace(/[^\p{L}\p{N}]+/gu, ' ');
const titleOf = ({ sources }: Story, nth: number): string => textOf(sources[nth]?.source?.['title']);
const addressOf = (url: unknown): string | undefined => (typeof url === 'string' ? webAddress(url) : undefined);

describe.each([...kinds, ...corpusKinds])('Of %s', (_, story) => {
  it('ninjs has what the story has', () => {
    const item = read(storyAsNinjs(story));
    const { headline, version, language, publishedAt, updatedAt, byline, tags, category, dateline } = story;
    expect(item).toMatchObject({
      uri: `urn:uuid:${story.id}`,
      version: String(version),
      language,
      firstCreated: publishedAt,
      versionCreated: updatedAt,
      headlines: [{ value: headline }],
      pubStatus: story.retraction ? 'canceled' : 'usable',
    });
    expect([item.by ?? '', item.located]).toEqual([byline.join(', '), dateline?.place ?? undefined]);
    expect((item.subjects ?? []).map(({ name }: { name: string }) => name)).toEqual([
      ...(category ? [category] : []),
      ...tags,
    ]);
    const cited = (item.infoSources ?? []).map(({ literal, uri }: { literal: string; uri?: string }) => [literal, uri]);
    expect(cited).toEqual(story.sources.map(({ key, source }) => [key, addressOf(source?.['URL'])]));
    for (const { note, at } of story.corrections) expect(item.edNote).toContain(`${at}: ${note}`);
    if (story.retraction) expect(item.edNote).toContain(`${story.retraction.at}: ${story.retraction.notice}`);
    const { body, html } = read(storyAsJson(story));
    const values = (item.bodies ?? []).map(({ contentType, value }: Record<string, string>) => [contentType, value]);
    if (story.body !== '')
      expect(values.slice(0, 2)).toEqual([
        ['text/html', html],
        ['text/markdown', body],
      ]);
    else expect(item.bodies).toBeUndefined();
  });

  it('the page has headline, text, sources, times and corrections', () => {
    const page = storyAsHtml(story).bytes.toString('utf8');
    const all = (pattern: RegExp): string[] => Array.from(page.matchAll(pattern), ([, one = '']) => said(one));
    expect(all(/<h1>(.*)<\/h1>/g).map((headline) => headline.endsWith(story.headline))).toEqual([true]);
    expect(page).toContain(read(storyAsJson(story)).html.trimEnd());
    for (const at of [story.publishedAt, story.updatedAt]) expect(page).toContain(`datetime="${at}"`);
    const sources = all(/<li id="source-\d+" value="\d+">(.*)<\/li>/g);
    expect(sources.map((line, nth) => line.includes(titleOf(story, nth)))).toEqual(story.sources.map(() => true));
    const notes = all(/<li id="note-\d+" class="note">([^]*?)<\/li>/g);
    expect(notes.map((line, nth) => line.endsWith(story.corrections[nth]?.note ?? '?'))).toEqual(
      story.corrections.map(() => true),
    );
    for (const { at } of story.corrections) expect(page).toContain(`datetime="${at}"`);
    expect(all(/<div class="notice"[^]*?<p class="note">([^]*?)<\/p>/g)).toEqual(
      story.retraction ? [story.retraction.notice] : [],
    );
  });

  it('Markdown has headline, text, sources, times and corrections', () => {
    const text = storyAsMarkdown(story).bytes.toString('utf8');
    const has = (words: string): boolean => letters(text).includes(letters(words));
    const { publishedAt, updatedAt, corrections, retraction, sources, headline } = story;
    const told = [...corrections, ...(retraction ? [{ note: retraction.notice, at: retraction.at }] : [])];
    expect(text).toContain(read(storyAsJson(story)).body.replace(/^(?:[ \t]*\r?\n)+|\s+$/g, ''));
    const parts = [headline, publishedAt, updatedAt, ...told.flatMap(({ note, at }) => [note, at])];
    expect(parts.filter((part) => !has(part))).toEqual([]);
    expect(sources.filter((_source, nth) => !has(titleOf(story, nth)))).toEqual([]);
  });

  it('JSON-LD uses the words of schema.org as they are meant', () => {
    expect(misused(read(storyAsLinkedData(story)))).toEqual([]);
  });

  it('JSON-LD has what the story has', () => {
    const article = read(storyAsLinkedData(story));
    const { headline, version, publishedAt, updatedAt, corrections, retraction, sources } = story;
    expect(article).toMatchObject({
      '@type': 'NewsArticle',
      headline,
      version,
      datePublished: publishedAt,
      dateModified: updatedAt,
    });
    expect(article.dateline).toBe(story.body && story.dateline?.text ? story.dateline.text : undefined);
    expect(article.articleBody ?? '').toBe(plainTextOf(story));
    const told = [...(article.correction ?? []), ...(article.comment ?? [])].map(({ text, datePublished }) => [
      text,
      datePublished,
    ]);
    const notes = corrections.map(({ note, at }) => [note, at]);
    expect(told.toSorted()).toEqual([...notes, ...(retraction ? [[retraction.notice, retraction.at]] : [])].toSorted());
    expect(
      (article.citation ?? []).map((one: Record<string, unknown>) => [
        one['position'],
        one['name'],
        one['url'],
        one['archivedAt'],
      ]),
    ).toEqual(
      sources.map(({ number, source, capture }) => [
        number,
        source?.['title'],
        addressOf(source?.['URL']),
        capture?.url,
      ]),
    );
    expect(article.archivedAt).toBe(`${story.publisher.site}/v1/main/stories/${story.slug}/versions/${version}`);
  });

  it('the page has the same JSON-LD but for the text, and nothing in it ends the element', () => {
    const page = storyAsHtml(story).bytes.toString('utf8');
    const [, text = ''] = /<script type="application\/ld\+json">([^<>&]*)<\/script>/.exec(page) ?? [];
    const members = { ...read(storyAsLinkedData(story)), articleBody: undefined };
    expect(JSON.parse(text)).toEqual(members);
    expect(page.match(/<\/?script/g)).toHaveLength(2);
  });

  it('CSL-JSON has the sources as they were cited, by number', () => {
    const items: Record<string, unknown>[] = read(storySourcesAsCsl(story));
    expect(items.map((item) => [item['id'], item['citation-number'], item['title']])).toEqual(
      story.sources.map(({ key, number, source }) => [key, number, source?.['title']]),
    );
  });
});

describeWithStandards('By ../shared/standards', () => {
  it('ninjs of every story is valid', () => {
    const validate = ninjsSchema();
    for (const [name, story] of [...kinds, ...corpusKinds])
      expect([name, ...faults(validate, read(storyAsNinjs(story)))]).toEqual([name]);
    expect(faults(validate, { uri: 'urn:uuid:1', headline: 'x' })).not.toEqual([]);
  });

  it('CSL-JSON of every story is valid', () => {
    const validate = cslSchema();
    for (const [name, story] of [...kinds, ...corpusKinds])
      expect([name, ...faults(validate, read(storySourcesAsCsl(story)))]).toEqual([name]);
    expect(faults(validate, [{ id: 'a', type: 'tweet' }])).not.toEqual([]);
  });
});

describeWithCorpus('Of the stories of ../shared/corpus', () => {
  it('JSON-LD is of schema.org’s words, and its text that of ninjs', () => {
    expect(corpusKinds.length).toBeGreaterThan(50);
    for (const [, story] of corpusKinds) {
      const article = read(storyAsLinkedData(story));
      expect(misused(article)).toEqual([]);
      expect(article.articleBody ?? '').toBe(plainTextOf(story));
      expect(article.articleBody ?? '').not.toMatch(/<\/?(?:p|li|a|h[2-6])\b[^>]*>/);
    }
  });
});

describe('ninjs', () => {
  it('counts characters and words of the text, not of its markup or captions', () => {
    const story = aStory({ body: '**Forty** metres 🛶 [@gauge].\n\n![](media:quay)\n\n- 港务局' });
    const item = read(storyAsNinjs(story));
    const text = 'Forty metres 🛶 [1].\n\n港务局';
    expect(item.bodies.slice(0, 3)).toMatchObject(
      ['text/html', 'text/markdown', 'text/plain'].map((contentType) => ({
        contentType,
        charCount: [...text].length,
        wordCount: 6,
      })),
    );
    expect(item.bodies[2].value).toBe(text);
  });

  it('names earlier versions where the newsroom shows them, the last before first, and no more than twenty', () => {
    const versions = (members: object): string[] =>
      read(storyAsNinjs(aStory({ media: [], ...members }))).associations?.map(({ uri }: { uri: string }) => uri) ?? [];
    const address = 'https://news.example/v1/main/stories/quay-closed-after-cracks/versions';
    expect(versions({ version: 3 })).toEqual([`${address}/2`, `${address}/1`]);
    expect(versions({ version: 1 })).toEqual([]);
    expect(versions({ version: 400 })).toHaveLength(20);
    expect(versions({ version: 3, publisher: { ...publisher, publicHistory: 'notes' } })).toEqual([]);
  });

  it('leads to the newsroom’s policies, by the IPTC’s concept where there is one', () => {
    expect(read(storyAsNinjs(aStory())).trustIndicators).toEqual([
      {
        role: 'http://cv.iptc.org/newscodes/trustindicator/correctionsPolicy',
        title: 'corrections',
        href: 'https://harbour.example/corrections',
      },
      { title: 'privacy', href: 'https://harbour.example/privacy' },
    ]);
  });
});

describe('JSON-LD', () => {
  it('says by which rules the newsroom works', () => {
    const policies = {
      'ethics-policy': 'https://a.example/e',
      correctionsPolicy: 'https://a.example/c',
      principles: 'https://a.example/p',
      privacy: 'https://a.example/x',
    };
    const article = read(storyAsLinkedData(aStory({ publisher: { ...publisher, policies } })));
    expect(article.publishingPrinciples).toBe('https://a.example/p');
    expect(article.publisher).toEqual({
      '@type': 'NewsMediaOrganization',
      name: 'main',
      url: 'https://news.example/v1/main',
      ethicsPolicy: 'https://a.example/e',
      correctionsPolicy: 'https://a.example/c',
      publishingPrinciples: 'https://a.example/p',
    });
  });

  it('calls corrections what corrects, and other notes comments', () => {
    const [, corrected = aStory()] = kinds.find(([name]) => name === 'a corrected one') ?? [];
    const { correction, comment } = read(storyAsLinkedData(corrected));
    const typed = [...correction, ...comment].map((one) => `${one['@type']} ${one.name}`);
    expect(typed).toEqual([
      'CorrectionComment Correction',
      'CorrectionComment Clarification',
      'Comment Update',
      'Comment Editor’s note',
    ]);
  });
});

describe('What is kept to the desk', () => {
  it('is in no output: quotes of sources', () => {
    const secret = 'said off the record';
    const [first] = aStory().sources;
    const story = aStory({ sources: first ? [{ ...first, quote: secret }] : [] });
    for (const render of [storyAsNinjs, storyAsLinkedData, storySourcesAsCsl, storyAsHtml])
      expect(render(story).bytes.toString('utf8')).not.toContain(secret);
  });
});
