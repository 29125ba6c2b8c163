import { newBody, type Body } from '../../src/text/body';
import { applyBodyEdit, editBody } from '../../src/text/body-edit';
import type { ArticleContent, Citation } from '../../src/articles/content';
import { splitLines } from '../../src/text/line-diff';
import { diffContent } from '../../src/history/content-diff';
import { diffText } from '../../src/history/text-diff';
import type { TextSpan } from '../../src/history/text-span';
import { wordSegments, type Segment } from '../../src/history/word-segments';
import { editedTexts } from '../text/texts';
import { applyDiff, applyText } from './apply-diff';
import { fc } from '../setup/chance';

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
    expect(wordSegments('It cost 2.4 million.', 'It cost 3.1 million.')).toEqual([
      { op: 'equal', text: 'It cost ' },
      { op: 'delete', text: '2.4' },
      { op: 'insert', text: '3.1' },
      { op: 'equal', text: ' million.' },
    ]);
    expect(wordSegments('三人', '五人')[2]).toEqual({ op: 'equal', text: '人' });
  });

  it('tell words in a row as one change, but keep the space beside what only came or went', () => {
    expect(wordSegments('It cost ten euros today.', 'It is a deal today.')).toEqual([
      { op: 'equal', text: 'It ' },
      { op: 'delete', text: 'cost ten euros' },
      { op: 'insert', text: 'is a deal' },
      { op: 'equal', text: ' today.' },
    ]);
    expect(wordSegments('one three', 'one two three')).toEqual([
      { op: 'equal', text: 'one ' },
      { op: 'insert', text: 'two ' },
      { op: 'equal', text: 'three' },
    ]);
  });

  it('of long and wholly different texts are found in bounded time', () => {
    const many = (letter: string) => Array.from({ length: 60_000 }, (_, at) => `${letter}${at}`).join(' ');
    const [from, to] = [many('a'), many('b')];
    const segments = wordSegments(from, to);
    expect([joined(segments, 'insert') === from, joined(segments, 'delete') === to]).toEqual([true, true]);
  }, 10_000);
});

describe('a diff of two texts', () => {
  const kindsOf = (before: Body, after: Body) => diffText(before, after).map(({ kind }) => kind);
  const kinds = (before: string, after: string) => {
    const body = newBody(before);
    return kindsOf(body, edited(body, after));
  };
  const [one, two, three] = ['The first one.\n\n', 'The second one is longer.\n\n', 'The third.\n\n'];

  it('names what was added, removed and changed, and joins what was not', () => {
    expect(kinds(one + two + three, `${one}${two}New words here.\n\n${three}`)).toEqual([
      'unchanged',
      'added',
      'unchanged',
    ]);
    expect(kinds(one + two + three, one + three)).toEqual(['unchanged', 'removed', 'unchanged']);
    expect(kinds(one + two, one + two.replace('longer', 'shorter'))).toEqual(['unchanged', 'changed']);
  });

  it('shows what moved in both its places, edited or not', () => {
    const body = newBody(one + two + three);
    const [moved, , away] = diffText(body, edited(body, three + one + two));
    expect(moved).toMatchObject({ kind: 'moved', from: { line: 5 }, to: { line: 1 } });
    expect(away).toMatchObject({ kind: 'moved-away', from: { line: 5 }, to: { line: 1 } });
    const after = edited(edited(body, three + one + two), `${three.replace('third', 'last')}${one}${two}`);
    expect(diffText(body, after)).toMatchObject([
      { kind: 'moved', segments: [{}, { op: 'delete', text: 'third' }, { op: 'insert', text: 'last' }, {}] },
      { kind: 'unchanged', blocks: 2 },
      { kind: 'moved-away' },
    ]);
  });

  it('knows a block again that was cut in one revision and put back in another', () => {
    const body = newBody(one + two + three);
    const back = edited(edited(body, one + three), one + two + three);
    expect(back.map(({ id }) => id)).not.toEqual(body.map(({ id }) => id));
    expect(kindsOf(body, back)).toEqual(['unchanged']);
    expect(kindsOf(body, edited(edited(body, one + three), one + three + two))).toEqual([
      'unchanged',
      'moved-away',
      'unchanged',
      'moved',
    ]);
  });

  it('shows a paragraph that was split, or joined with the next, as what it was and is', () => {
    const [head, tail] = ['The council met on Monday about the bridge.', 'It wants a new one before the summer comes.'];
    const [whole, parts] = [`${head} ${tail}\n\n`, `${head}\n\n${tail}\n\n`];
    expect(kinds(one + whole + three, one + parts + three)).toEqual(['unchanged', 'split', 'unchanged']);
    expect(kinds(one + parts + three, one + whole + three)).toEqual(['unchanged', 'joined', 'unchanged']);
    const body = newBody(whole);
    expect(diffText(body, edited(body, parts))).toMatchObject([
      {
        from: { line: 1, lines: 2 },
        to: { line: 1, lines: 4 },
        segments: [{ text: head }, { op: 'delete', text: ' ' }, { op: 'insert', text: '\n\n' }, {}],
      },
    ]);
    expect(kinds(whole, `${head}\n\nNobody else was there that day at all.\n\n`)).toEqual(['changed', 'added']);
  });

  it('applied to the one text gives the other, whatever the characters', () => {
    fc.assert(
      fc.property(editedTexts, ({ before, after }) => {
        const body = newBody(before);
        expect(applyText(diffText(body, edited(body, after)), before)).toBe(after);
        expect(applyText(diffText(body, newBody(after)), before)).toBe(after);
        const other = newBody(after).map(({ text }, at) => ({ id: 900 - at, text }));
        expect(applyText(diffText(body, other), before)).toBe(after);
      }),
      { numRuns: 300 },
    );
  });

  it('shows every block of both texts once, with all of its words', () => {
    const cut = (text: string, { start, end }: TextSpan) => text.slice(start, end);
    fc.assert(
      fc.property(editedTexts, ({ before, after }) => {
        const body = newBody(before);
        const changes = diffText(body, edited(body, after));
        const gone = changes.filter(({ kind }) => kind !== 'moved').flatMap(({ from }) => from ?? []);
        expect(gone.map((span) => cut(before, span)).join('')).toBe(before);
        const come = changes.filter(({ kind }) => kind !== 'moved-away').flatMap(({ to }) => to ?? []);
        expect(come.map((span) => cut(after, span)).join('')).toBe(after);
        for (const change of changes) {
          if (change.kind === 'unchanged' || change.kind === 'moved-away') continue;
          expect(joined(change.segments, 'insert')).toBe(change.from ? cut(before, change.from) : '');
          expect(joined(change.segments, 'delete')).toBe(change.to ? cut(after, change.to) : '');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts lines as blame does', () => {
    const lines = (text: string, { line, lines: count }: TextSpan) =>
      splitLines(text)
        .slice(line - 1, line - 1 + count)
        .join('');
    const [before, after] = ['One.\n\n\nTwo.\n- three\n', 'One.\n\n\nTwo, changed.\n- three\n'];
    const body = newBody(before);
    for (const { from, to } of diffText(body, edited(body, after))) {
      expect(from && lines(before, from)).toBe(from && before.slice(from.start, from.end));
      expect(to && lines(after, to)).toBe(to && after.slice(to.start, to.end));
    }
  });
});

describe('a diff of two revisions', () => {
  it('is empty but for unchanged text when nothing changed', () => {
    const content = withBody('One.\n');
    const oneLine = { line: 1, lines: 1, start: 0, end: 5 };
    expect(diffContent(content, { ...content, tags: ['port', 'safety'] })).toEqual({
      members: [],
      citations: { added: [], removed: [], changed: [] },
      text: [{ kind: 'unchanged', blocks: 1, from: oneLine, to: oneLine }],
      claims: [],
    });
  });

  it('tells members whole, texts word by word, and lists by what came and went', () => {
    const to = { ...empty, headline: 'Crane topples', tags: ['port', 'accident'], standfirst: 'At noon.' };
    expect(diffContent(empty, to).members).toEqual([
      {
        name: 'headline',
        from: 'Crane falls',
        to: 'Crane topples',
        segments: [
          { op: 'equal', text: 'Crane ' },
          { op: 'delete', text: 'falls' },
          { op: 'insert', text: 'topples' },
        ],
      },
      { name: 'standfirst', from: null, to: 'At noon.' },
      { name: 'tags', from: empty.tags, to: to.tags, added: ['accident'], removed: ['safety'] },
    ]);
    expect(diffContent(empty, { ...empty, tags: ['safety', 'port'] }).members).toMatchObject([
      { added: [], removed: [] },
    ]);
  });

  it('tells media by their keys, member by member', () => {
    const quay = { key: 'quay', url: 'https://pictures.example/1', alt: 'A quay' };
    const [gone, come] = [
      { ...quay, key: 'gone' },
      { ...quay, key: 'come' },
    ];
    const now = { ...quay, alt: 'A quay at night', credit: 'Ana' };
    const { members } = diffContent({ ...empty, media: [quay, gone] }, { ...empty, media: [now, come] });
    expect(members).toMatchObject([
      {
        name: 'media',
        added: [come],
        removed: [gone],
        changed: [{ key: 'quay', members: [{ name: 'alt' }, { name: 'credit', from: null, to: 'Ana' }] }],
      },
    ]);
  });

  it('tells citations that were added, removed and changed, member by member', () => {
    const [open, other] = [
      { ...who, source: null },
      { key: 'b', source: null },
    ];
    const from = { ...empty, citations: [open, other] };
    const { citations } = diffContent(from, { ...empty, citations: [who, { key: 'c', source: null }] });
    expect(citations).toEqual({
      added: [{ key: 'c', source: null }],
      removed: [other],
      changed: [{ key: 'who', from: open, to: who, members: [{ name: 'source', from: null, to: who.source }] }],
    });
    const later = { ...who, locator: 'p. 3', source: { ...who.source, title: 'The report' } };
    const { changed } = diffContent({ ...empty, citations: [who] }, { ...empty, citations: [later] }).citations;
    expect(changed[0]?.members.map(({ name, from: old, to }) => [name, old, to])).toEqual([
      ['source.title', 'A report', 'The report'],
      ['locator', null, 'p. 3'],
    ]);
  });

  it('applied to the one content gives the other', () => {
    const member = <T>(...values: T[]) => fc.constantFrom(...values);
    const contents = fc.record({
      headline: member('Crane falls', 'Crane topples'),
      standfirst: member(null, 'At noon.'),
      tags: member<string[]>([], ['a'], ['a', 'b'], ['b', 'a', 'a']),
      media: fc.uniqueArray(fc.record({ key: member('x', 'y'), url: member('u', 'v') }), {
        selector: ({ key }) => key,
      }),
      citations: fc.uniqueArray(fc.record({ key: member('a', 'b', 'c'), source: member(null, who.source) }), {
        selector: ({ key }) => key,
      }),
    });
    fc.assert(
      fc.property(contents, contents, editedTexts, (old, now, { before, after }) => {
        const from: ArticleContent = { ...empty, ...old, body: newBody(before) };
        const to: ArticleContent = { ...empty, ...now, body: edited(from.body, after) };
        const sent = JSON.parse(JSON.stringify(diffContent(from, to)));
        const plain = JSON.parse(JSON.stringify({ ...from, body: before }));
        expect(applyDiff(sent, plain)).toEqual({ ...to, body: after });
      }),
      { numRuns: 200 },
    );
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
