import fc from 'fast-check';
import { bodyText, newBody, type Body } from '../../src/text/body';
import { applyBodyEdit, editBody } from '../../src/text/body-edit';
import type { ArticleContent, Citation } from '../../src/articles/content';
import { splitLines } from '../../src/text/line-diff';
import { diffContent } from '../../src/history/content-diff';
import { diffText, type LineSpan } from '../../src/history/text-diff';
import { wordSegments, type Segment } from '../../src/history/word-segments';
import { editedTexts } from '../text/texts';

const empty: ArticleContent = {
  headline: 'Crane falls',
  standfirst: null,
  body: [],
  language: 'en',
  category: null,
  dateline: null,
  byline: [],
  tags: ['port', 'safety'],
  slug: null,
  media: [],
  embargo: null,
  meta: null,
  sourceHeading: null,
  citations: [],
};
const who: Citation = { key: 'who', source: { type: 'webpage', title: 'A report' } };

const joined = (segments: readonly Segment[], without: Segment['op']) =>
  segments
    .filter(({ op }) => op !== without)
    .map(({ text }) => text)
    .join('');
const edited = (body: Body, text: string) => applyBodyEdit(body, editBody(body, text, 99));
const withBody = (text: string, citations: readonly Citation[] = [who]): ArticleContent => ({
  ...empty,
  body: newBody(text),
  citations,
});
const rewritten = (from: ArticleContent, text: string): ArticleContent => ({ ...from, body: edited(from.body, text) });

describe('word segments', () => {
  it('joined without the inserted ones are the old text, without the deleted ones the new', () => {
    fc.assert(
      fc.property(editedTexts, ({ before, after }) => {
        const segments = wordSegments(before, after);
        expect(joined(segments, 'insert')).toBe(before);
        expect(joined(segments, 'delete')).toBe(after);
      }),
      { numRuns: 300 },
    );
  });

  it('keep words whole, and Chinese characters single', () => {
    expect(wordSegments('It cost 10 euros.', 'It cost 12 euros.')).toEqual([
      { op: 'equal', text: 'It cost ' },
      { op: 'delete', text: '10' },
      { op: 'insert', text: '12' },
      { op: 'equal', text: ' euros.' },
    ]);
    expect(wordSegments('三人', '五人')[2]).toEqual({ op: 'equal', text: '人' });
  });
});

describe('a diff of two texts', () => {
  const kinds = (before: string, after: string) => {
    const body = newBody(before);
    return diffText(body, edited(body, after)).map(({ kind }) => kind);
  };
  const [one, two, three] = ['The first one.\n\n', 'The second one is longer.\n\n', 'The third.\n\n'];

  it('names what was added, removed, changed and moved, and joins what was not', () => {
    expect(kinds(one + two + three, `${one}${two}New words here.\n\n${three}`)).toEqual([
      'unchanged',
      'added',
      'unchanged',
    ]);
    expect(kinds(one + two + three, one + three)).toEqual(['unchanged', 'removed', 'unchanged']);
    expect(kinds(one + two, one + two.replace('longer', 'shorter'))).toEqual(['unchanged', 'changed']);
    expect(kinds(one + two + three, three + one + two)).toEqual(['moved', 'unchanged']);
  });

  it('accounts for every line of both texts once, and for every word of the blocks it shows', () => {
    const shown = (text: string, span: LineSpan) => splitLines(text).slice(span.line - 1, span.line - 1 + span.lines);
    fc.assert(
      fc.property(editedTexts, ({ before, after }) => {
        const plain = [before, after].map((text) => text.replace(/\r/g, '')) as [string, string];
        const body = newBody(plain[0]);
        const next = edited(body, plain[1]);
        const changes = diffText(body, next);
        const to = changes.flatMap((change) => (change.to ? shown(bodyText(next), change.to) : []));
        expect(to.join('')).toBe(plain[1]);
        const from = changes.flatMap((change) => (change.from ? shown(plain[0], change.from) : []));
        expect(from.sort().join('')).toBe(splitLines(plain[0]).sort().join(''));
        for (const change of changes) {
          if (change.kind === 'unchanged') continue;
          expect(joined(change.segments, 'insert')).toBe(change.from ? shown(plain[0], change.from).join('') : '');
          expect(joined(change.segments, 'delete')).toBe(change.to ? shown(plain[1], change.to).join('') : '');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a diff of two revisions', () => {
  it('is empty but for unchanged text when nothing changed', () => {
    const content = withBody('One.\n');
    expect(diffContent(content, { ...content, tags: ['port', 'safety'] })).toEqual({
      members: [],
      citations: { added: [], removed: [], changed: [] },
      text: [{ kind: 'unchanged', blocks: 1, from: { line: 1, lines: 1 }, to: { line: 1, lines: 1 } }],
      claims: [],
    });
  });

  it('tells members whole and arrays by what came and went', () => {
    const to = { ...empty, headline: 'Crane topples', tags: ['port', 'accident'], standfirst: 'At noon.' };
    expect(diffContent(empty, to).members).toEqual([
      { name: 'headline', from: 'Crane falls', to: 'Crane topples' },
      { name: 'standfirst', from: null, to: 'At noon.' },
      { name: 'tags', added: ['accident'], removed: ['safety'] },
    ]);
    expect(diffContent(empty, { ...empty, tags: ['safety', 'port'] }).members).toHaveLength(1);
  });

  it('tells citations that were added, removed and changed', () => {
    const [open, other] = [
      { ...who, source: null },
      { key: 'b', source: null },
    ];
    const from = { ...empty, citations: [open, other] };
    const { citations } = diffContent(from, { ...empty, citations: [who, { key: 'c', source: null }] });
    expect(citations).toEqual({
      added: [{ key: 'c', source: null }],
      removed: [other],
      changed: [{ key: 'who', from: open, to: who }],
    });
  });

  it('tells a claim whose words changed while its citation did not', () => {
    const from = withBody('Calm first. It cost 10 euros [@who]. More.\n');
    expect(diffContent(from, rewritten(from, 'Calm at first. It cost 12 euros [@who]. More.\n')).claims).toEqual([
      { key: 'who', from: 'It cost 10 euros.', to: 'It cost 12 euros.' },
    ]);
    const after = withBody('It cost 10.5 euros.[@who] More.\n');
    expect(diffContent(after, rewritten(after, 'It cost 11 euros.[@who] More.\n')).claims).toHaveLength(1);
  });

  it('tells no claim where only other sentences changed, or the citation too', () => {
    const from = withBody('Calm first. It cost 10 euros [@who].\n');
    expect(diffContent(from, rewritten(from, 'Calm again. It cost 10 euros [@who].\n')).claims).toEqual([]);
    const to = {
      ...rewritten(from, 'Calm first. It cost 12 euros [@who].\n'),
      citations: [{ ...who, locator: 'p. 3' }],
    };
    expect(diffContent(from, to).claims).toEqual([]);
  });
});
