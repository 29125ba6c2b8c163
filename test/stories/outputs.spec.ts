// The three outputs of one story, as whole documents.
import { storyAsHtml } from '../../src/stories/story-html';
import { storyAsJson } from '../../src/stories/story-json';
import { storyAsMarkdown } from '../../src/stories/story-markdown';
import { parsed } from './parsed';
import { aStory } from './story.fixture';

const html = (members: object = {}): string => storyAsHtml(aStory(members)).bytes.toString();
const markdown = (members: object = {}): string => storyAsMarkdown(aStory(members)).bytes.toString();
const json = (members: object = {}): Record<string, unknown> =>
  JSON.parse(storyAsJson(aStory(members)).bytes.toString()) as Record<string, unknown>;

const evil = '"><script>alert(1)</script>';
const corrections = [{ kind: 'correction', note: 'Forty, not fifty.', at: '2026-11-25T08:00:00.000Z' }];

describe('A story', () => {
  it('is the same bytes whenever it is made', () => {
    for (const render of [storyAsHtml, storyAsJson, storyAsMarkdown])
      expect(render(aStory()).bytes.equals(render(aStory()).bytes)).toBe(true);
    expect([storyAsHtml, storyAsJson, storyAsMarkdown].map((render) => render(aStory()).mediaType)).toEqual([
      'text/html',
      'application/json',
      'text/markdown',
    ]);
  });

  it('numbers its sources alike in all outputs', () => {
    expect(json()['body']).toContain('on Monday [1][2].');
    expect(markdown()).toContain('on Monday [1][2].');
    expect(parsed(String(json()['html'])).text).toContain('on Monday [1][2].');
    expect(markdown()).toMatch(
      /\n## Sources\n\n1\. Mare Hoekstra.*<https:.*>\n2\. T\. Oyelaran.*p\. 44\.\n3\. Source not given\.\n$/,
    );
  });

  it('as a page says its language, title, times, authors and numbered sources', () => {
    const { elements } = parsed(
      html({ corrections })
        .replace('<!doctype html>', '')
        .replace(/<style>.*<\/style>/, '')
        .replace(/<script.*<\/script>/, ''),
    );
    const named = (name: string) =>
      elements.filter((element) => element.name === name).map(({ attributes }) => attributes);
    expect(named('html')).toEqual([{ lang: 'en', dir: 'ltr' }]);
    expect(named('h1')).toHaveLength(1);
    expect(named('time').map(({ datetime }) => datetime)).toEqual([
      ...['2026-11-24T09:30:00.000Z', '2026-11-25T08:00:00.000Z', '2026-11-25T08:00:00.000Z'],
      ...['2026-11-03', '2026-11-20', '2026-05'],
    ]);
    expect(
      named('li')
        .filter(({ value }) => value)
        .map(({ id, value }) => [id, value]),
    ).toEqual([
      ['source-1', '1'],
      ['source-2', '2'],
      ['source-3', '3'],
    ]);
    expect(named('script')).toEqual([]);
  });

  it('cannot be broken out of by any of its members', () => {
    const page = html({
      ...{ headline: evil, standfirst: evil, language: evil, category: evil, tags: [evil], byline: [evil], body: evil },
      dateline: { text: evil },
      corrections: [{ kind: evil, note: evil, at: '2026-11-25T08:00:00.000Z' }],
      retraction: { notice: evil, at: '2026-11-25T08:00:00.000Z' },
    });
    expect(page.match(/<script[^>]*>[^<>]*<\/script>/g)).toEqual([
      expect.stringMatching(/^<script type="application\/ld\+json">\{/),
    ]);
    expect(page.match(/<\/?script/g)).toHaveLength(2);
  });

  it('in Markdown keeps its headline and sources from being read as Markdown', () => {
    const text = markdown({
      headline: '*Not* [a](link) <b> snake_case\n# two',
      sources: [],
      body: 'x',
      standfirst: null,
    });
    expect(text.split('\n')[0]).toBe('# \\*Not\\* \\[a\\](link) \\<b> snake_case # two');
  });

  it('in Markdown keeps the indentation of its first line', () => {
    expect(markdown({ body: '\n\n    code first\n\n', sources: [], tags: [] })).toContain('\n\n    code first\n');
  });

  it('shows each change with its kind and time, oldest first, and a line near the top that leads to them', () => {
    const changes = [
      { kind: 'update', note: 'With the mayor’s answer.', at: '2026-11-24T12:00:00.000Z' },
      { kind: 'correction', note: 'Forty, not fifty.', at: '2026-11-25T08:00:00.000Z' },
      { kind: 'editors-note', note: 'We were asked.\nWe looked.', at: '2026-11-26T08:00:00.000Z' },
      { kind: 'correction', note: 'On Monday.', at: '2026-11-27T08:00:00.000Z' },
    ];
    const page = html({ corrections: changes });
    const [top = '', bottom = ''] = page.split('</header>');
    expect(top).toContain(
      '<p class="amended"><a href="#corrections">Correction, Editor’s note</a>, <time datetime="2026-11-27T08:00:00.000Z">',
    );
    expect(bottom).toContain('<h2 id="corrections">Corrections and clarifications</h2>');
    const items = changes.map(({ note, at }, nth) => ({ note, at, id: `note-${nth + 1}` }));
    const shown = [...bottom.matchAll(/<li id="(note-\d)".*?datetime="([^"]+)">.*?<\/time>: ([^<]+)<\/li>/gs)];
    expect(shown.map(([, id, at, note]) => ({ note, at, id }))).toEqual(items);
    expect(bottom).toContain('<strong>Correction</strong>, <time datetime="2026-11-25T08:00:00.000Z">25 November 2026');
    expect(markdown({ corrections: changes })).toContain(
      [
        '## Corrections and clarifications\n',
        '- **Update**, 2026-11-24T12:00:00.000Z: With the mayor’s answer.',
        '- **Correction**, 2026-11-25T08:00:00.000Z: Forty, not fifty.',
        '- **Editor’s note**, 2026-11-26T08:00:00.000Z: We were asked. We looked.',
        '- **Correction**, 2026-11-27T08:00:00.000Z: On Monday.',
      ].join('\n'),
    );
    expect(markdown({ corrections: changes })).toContain('\n\nCorrection, Editor’s note, 2026-11-27T08:00:00.000Z\n\n');
    expect(json({ corrections: changes })['corrections']).toEqual(changes);
  });

  it.each([
    ['en', 'Correction,Clarification,Removed,Editor’s note,Reply,Update'],
    ['nl', 'Correctie,Verduidelijking,Verwijderd,Noot van de redactie,Weerwoord,Update'],
    ['de', 'Korrektur,Klarstellung,Entfernt,Anmerkung der Redaktion,Erwiderung,Aktualisierung'],
    ['fr', 'Correction,Précision,Supprimé,Note de la rédaction,Droit de réponse,Mise à jour'],
    ['es', 'Corrección,Aclaración,Eliminado,Nota de la redacción,Réplica,Actualización'],
    ['fi', 'Correction,Clarification,Removed,Editor’s note,Reply,Update'],
  ])('names in %s what kind of note each is', (language, labels) => {
    const kinds = ['correction', 'clarification', 'removal', 'editors-note', 'reply', 'update'];
    const changes = kinds.map((kind) => ({ kind, note: 'x', at: '2026-11-25T08:00:00.000Z' }));
    const page = html({ language, corrections: changes });
    const shown = [...page.matchAll(/<strong( lang="en")?>([^<]+)<\/strong>, <time/g)];
    expect(shown.map(([, , label]) => label).join()).toBe(labels);
    expect(new Set(shown.map(([, mark]) => mark))).toEqual(new Set([language === 'fi' ? ' lang="en"' : undefined]));
  });

  it('that was only updated is not said to be corrected', () => {
    const updated = { corrections: [{ kind: 'update', note: 'More.', at: '2026-11-25T08:00:00.000Z' }] };
    expect(html(updated)).toContain('<h2 id="corrections">Updates</h2>');
    expect(html(updated).replace(/<style>.*<\/style>/, '')).not.toMatch(/class="amended"|doc-errata/);
    const replied = { corrections: [{ kind: 'reply', note: 'They say no.', at: '2026-11-25T08:00:00.000Z' }] };
    expect(markdown(replied)).toContain('## Notes');
  });

  it('that was retracted says so in its title, in its heading and at its top, with the time', () => {
    const retraction = { notice: 'It was another quay.\nWe are sorry.', at: '2026-11-26T08:00:00.000Z' };
    const page = html({ retraction, updatedAt: retraction.at, body: '', sources: [] });
    expect(page).toContain('<title>Retracted: Quay closed');
    expect(page).toContain('<h1><span class="retracted">Retracted:</span> Quay closed');
    expect(page).toContain(
      'role="note" aria-labelledby="retraction"><p id="retraction"><strong>Retracted</strong>, <time',
    );
    expect(page.indexOf('another quay')).toBeLessThan(page.indexOf('class="standfirst"'));
    expect(page).not.toMatch(/Updated|class="dateline"/);
    const text = markdown({ retraction, body: '', sources: [] });
    expect(text).toMatch(
      /^# Retracted: Quay closed.*\n\n\*\*Retracted\*\*, 2026-11-26T08:00:00\.000Z: It was another quay\./,
    );
    expect(json({ retraction })['headline']).toBe('Quay closed after cracks & leaks are found');
  });

  it('is written from right to left where its language is', () => {
    expect(html({ language: 'ar' })).toContain('<html lang="ar" dir="rtl">');
    expect(html({ language: 'az-Arab' })).toContain('dir="rtl"');
    expect(html({ language: 'he-Latn' })).toContain('dir="ltr"');
  });

  it('marks words that are not in its own language', () => {
    expect(html({ language: 'fi' })).toContain('<span lang="en">Published</span>');
    expect(html({ language: 'nl' })).toContain('Gepubliceerd <time');
  });

  it('makes its dateline of place and date where it has no words', () => {
    expect(html({ dateline: { place: 'Oudehaven', date: '2026-11-24' } })).toContain(
      '>Oudehaven, 24 November 2026</p>',
    );
  });
});

describe('The head of a story’s page', () => {
  it('names its one address, and what is shown of it where it is linked', () => {
    const page = html({ headline: 'A "quay" & <more>' });
    expect(page).toContain(
      '<link rel="canonical" href="https://news.example/v1/main/stories/quay-closed-after-cracks">',
    );
    const graph = Object.fromEntries(
      [...page.matchAll(/<meta property="([^"]+)" content="([^"]*)">/g)].map(([, name, value]) => [name, value]),
    );
    expect(graph).toEqual({
      'og:type': 'article',
      'og:title': 'A &quot;quay&quot; &amp; &lt;more&gt;',
      'og:url': 'https://news.example/v1/main/stories/quay-closed-after-cracks',
      'og:site_name': 'main',
      'og:description': 'The north quay stays shut until spring.',
      'og:locale': 'en',
      'og:image': 'https://pictures.example/quay.jpg',
      'og:image:alt': 'A brick quay with a long crack',
      'article:published_time': '2026-11-24T09:30:00.000Z',
      'article:modified_time': '2026-11-24T09:30:00.000Z',
      'article:section': 'harbour',
      'article:tag': 'water levels',
    });
  });
});

describe('A source with an archived copy', () => {
  it('is linked robustly: the link says where the copy is and of when', () => {
    const [gauge, ...others] = aStory().sources;
    const capture = { url: 'https://archive.example/1?a="b"', at: '2026-11-20T10:00:00.000Z' };
    const page = html({ sources: gauge ? [{ ...gauge, capture }, ...others] : [] });
    expect(page.match(/<a [^>]*data-version[^>]*>/g)).toEqual([
      '<a href="https://levels.example/lock?from=1&amp;to=2" rel="noopener" data-versionurl="https://archive.example/1?a=%22b%22" data-versiondate="2026-11-20T10:00:00.000Z">',
    ]);
  });

  it('is no link where the copy’s address is none of the web', () => {
    const [gauge] = aStory().sources;
    const capture = { url: 'javascript:alert(1)' };
    expect(html({ sources: gauge ? [{ ...gauge, capture }] : [] })).not.toContain('data-version');
  });
});
