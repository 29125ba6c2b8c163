// Where the words of a comment go when the text around them is edited, split, joined, moved, taken away and restored.
import { bodyText, newBody, type Body } from '../../src/text/body';
import { applyBodyEdit, editBody } from '../../src/text/body-edit';
import { mergeText } from '../../src/articles/merge/merge-text';
import { followAnchor, type Anchor } from '../../src/desk/comment-anchor';
import { TextChange } from '../../src/desk/comment-follow';
import { passageAt, spansOf } from '../../src/desk/comment-spans';
import { editedTexts, texts } from '../text/texts';
import { fc } from '../setup/chance';

const nextId = (body: Body): number => body.reduce((next, { id }) => Math.max(next, id + 1), 1);

function anchored(body: Body, quote: string, from = 0): Anchor {
  const start = bodyText(body).indexOf(quote, from);
  return { member: 'body', quote, spans: spansOf(body, [{ start, end: start + quote.length }]) };
}

interface Followed {
  readonly body: Body;
  readonly anchor: Anchor;
}

function edit({ body, anchor }: Followed, text: string, next = nextId(body)): Followed {
  const after = applyBodyEdit(body, editBody(body, text, next));
  return { body: after, anchor: followAnchor(anchor, new TextChange(body, after)) };
}

const wordsOf = ({ body, anchor }: Followed): string | undefined => passageAt(body, anchor.spans)?.words;

/** The words after each of the texts. */
function follow(quote: string, first: string, ...later: readonly string[]): (string | undefined)[] {
  const body = newBody(first);
  let state: Followed = { body, anchor: anchored(body, quote) };
  let next = nextId(body);
  return later.map((text) => {
    state = edit(state, text, next);
    next = Math.max(next, nextId(state.body));
    return wordsOf(state);
  });
}

const crane = 'The crane fell at noon.';
const port = 'Nobody was hurt, the port said.';
const more = 'Ships wait outside the harbour.';

describe('a comment stays with its words', () => {
  it('when another paragraph changes, comes or goes', () => {
    const texts = [`# Harbour\n\n${port}\n\n${more}\n`, `${port}\n`, `New lead.\n\n${port}\n\nMore.\n`];
    expect(follow('was hurt', `${crane}\n\n${port}\n`, ...texts)).toEqual(['was hurt', 'was hurt', 'was hurt']);
  });

  it('when their paragraph moves', () => {
    expect(follow('was hurt', `${crane}\n\n${port}\n\n${more}\n`, `${port}\n\n${more}\n\n${crane}\n`)).toEqual([
      'was hurt',
    ]);
  });

  it('when their paragraph moves and changes at once', () => {
    const after = `${port.replace('Nobody', 'No one')}\n\n${more}\n\n${crane}\n`;
    expect(follow('was hurt', `${crane}\n\n${more}\n\n${port}\n`, after)).toEqual(['was hurt']);
  });

  it('when their paragraph is split before, behind or within them', () => {
    const text = `${crane} ${port} ${more}\n`;
    expect(follow(port, text, `${crane}\n\n${port} ${more}\n`)).toEqual([port]);
    expect(follow(port, text, `${crane} ${port}\n\n${more}\n`)).toEqual([port]);
    expect(follow(port, text, `${crane} Nobody was hurt,\n\nthe port said. ${more}\n`)).toEqual([
      'Nobody was hurt,\n\nthe port said.',
    ]);
  });

  it('when paragraphs are joined, and split again', () => {
    const texts = [`${crane} ${port}\n`, `${crane}\n\n${port}\n`];
    expect(follow(port, `${crane}\n\n${port}\n`, ...texts)).toEqual([port, port]);
    expect(follow(crane, `${crane}\n\n${port}\n`, ...texts)).toEqual([crane, crane]);
  });

  it('when they reach over two paragraphs and one of them changes', () => {
    const both = 'at noon.\n\nNobody was hurt';
    expect(follow(both, `${crane}\n\n${port}\n`, `${crane}\n\nNobody at all was hurt, it said.\n`)).toEqual([
      'at noon.\n\nNobody at all was hurt',
    ]);
  });

  it('when the sentence is cut here and put in there', () => {
    const [before, after] = [`${crane} ${port}\n\n${more}\n`, `${crane}\n\n${more} ${port}\n`];
    expect(follow(port, before, after)).toEqual([port]);
  });

  it('when the paragraph changes on both sides of them, and they are not where they were in it', () => {
    const [before, after] = [
      'It fell. Ships wait outside, it says.\n',
      'So ships wait outside, it says now. It fell.\n',
    ];
    expect(follow('It fell.', before, after)).toEqual(['It fell.']);
  });

  it('when they reach over two paragraphs and the same as the first of them is put in front', () => {
    expect(follow('one\n# Head', '- one\n# Head\n', '- one\n- one\n# Head\n')).toEqual(['one\n# Head']);
  });

  it('when equal paragraphs stand beside it and one of them goes', () => {
    const items = '- same\n- same\n- same\n';
    const body = newBody(items);
    const last = { body, anchor: anchored(body, 'same', 15) };
    const after = edit(last, '- same\n- same\n');
    expect(passageAt(after.body, after.anchor.spans)).toEqual({ words: 'same', line: 2, column: 3 });
  });
});

describe('the words of a comment', () => {
  it('are the same words in capitals', () => {
    expect(follow('Crane falls', 'Crane falls\n', 'Old crane falls\n')).toEqual(['crane falls']);
  });

  it('grow by words put in between, not by words put beside', () => {
    const text = `${crane}\n`;
    expect(follow('crane fell', text, text.replace('fell', 'suddenly fell'))).toEqual(['crane suddenly fell']);
    expect(follow('crane fell', text, text.replace('crane fell', 'old crane fell over'))).toEqual(['crane fell']);
  });

  it('shrink to those that still stand', () => {
    expect(follow('The crane fell', `${crane}\n`, 'A crane broke at noon.\n')).toEqual(['crane']);
  });

  it('are missed when all of them are gone, and the comment keeps them and their place', () => {
    const body = newBody(`${crane}\n\n${port}\n`);
    const { anchor } = edit({ body, anchor: anchored(body, 'was hurt') }, `${crane}\n\nNobody died, the port said.\n`);
    expect(anchor).toMatchObject({ quote: 'was hurt', spans: [], lost: { words: 'was hurt', line: 3, column: 8 } });
  });

  it('are missed when their paragraph is replaced by another one', () => {
    expect(follow('the port', `${crane}\n\n${port}\n`, `${crane}\n\nTrains run again, says the minister.\n`)).toEqual([
      undefined,
    ]);
  });

  it('are found again when they come back: at once, later, and with their paragraph', () => {
    const [first, without] = [`${crane}\n\n${port}\n`, `${crane}\n\nNobody died, the port said.\n`];
    expect(follow('was hurt', first, without, first)).toEqual([undefined, 'was hurt']);
    expect(follow('was hurt', first, without, `${without}\n${more}\n`, `${first}\n${more}\n`)).toEqual([
      undefined,
      undefined,
      'was hurt',
    ]);
    expect(follow('hurt', first, `${crane}\n`, `${port}\n`, first)).toEqual([undefined, 'hurt', 'hurt']);
  });

  it('are not found again where only one short word of them stands elsewhere', () => {
    expect(follow('the', `${crane}\n\n${port}\n`, `${crane}\n`, `${crane}\n\n${more}\n`)).toEqual([
      undefined,
      undefined,
    ]);
  });
});

const nat = fc.nat({ max: 1_000_000 });

/** Some words of the text. */
function someWords(text: string, at: number, length: number): { start: number; end: number } | undefined {
  const words = [...text.matchAll(/\S+/g)];
  if (words.length === 0) return undefined;
  const first = at % words.length;
  const last = Math.min(words.length - 1, first + (length % 5));
  const [from, to] = [words[first], words[last]];
  return from && to && { start: from.index, end: to.index + to[0].length };
}

describe('for any text', () => {
  it('an edit elsewhere never moves the words of a comment', () => {
    const holds = (text: string, put: string, [at, length, cut, by]: readonly number[]) => {
      const range = someWords(text, at ?? 0, length ?? 0);
      if (!range) return;
      const [from, until] = [(cut ?? 0) % (text.length + 1), (cut ?? 0) % (text.length + 1)].map(
        (place, index) => place + index * ((by ?? 0) % 40),
      ) as [number, number];
      const outside = until <= range.start || from >= range.end;
      if (!outside) return;
      const body = newBody(text);
      const anchor: Anchor = { member: 'body', quote: '', spans: spansOf(body, [range]) };
      const words = passageAt(body, anchor.spans)?.words;
      expect(wordsOf(edit({ body, anchor }, text.slice(0, from) + put + text.slice(until)))).toBe(words);
    };
    fc.assert(fc.property(texts, texts, fc.tuple(nat, nat, nat, nat), holds), { numRuns: 1000 });
  });

  it('a random history never loses a comment, and words that stand stand where it is told', () => {
    const holds = (histories: readonly { before: string; after: string }[], [at, length]: readonly number[]) => {
      const all = histories.flatMap(({ before, after }) => [before, after]);
      const range = someWords(all[0] ?? '', at ?? 0, length ?? 0);
      if (!range) return;
      const body = newBody(all[0] ?? '');
      const quote = (all[0] ?? '').slice(range.start, range.end);
      let state: Followed = { body, anchor: { member: 'body', quote, spans: spansOf(body, [range]) } };
      let next = nextId(body);
      for (const text of [...all.slice(1), ...all.toReversed()]) {
        state = edit(state, text, next);
        next = Math.max(next, nextId(state.body));
        expectStanding(state, quote);
      }
      // Back at the first text the words are found again, or never went; were they equal to others, in one of the places.
      expect(state.anchor.quote).toBe(quote);
    };
    fc.assert(fc.property(fc.array(editedTexts, { minLength: 1, maxLength: 4 }), fc.tuple(nat, nat), holds), {
      numRuns: 500,
    });
  });

  it('a merge keeps the comments on what neither side took away', () => {
    const paragraphs = fc.array(fc.lorem({ maxCount: 8 }), { minLength: 3, maxLength: 9 });
    const holds = (lines: readonly string[], [mine, theirs, at]: readonly number[]) => {
      const base = lines.map((line, index) => `${index} ${line}\n\n`);
      const [a, b, kept] = [mine, theirs, at].map((one) => (one ?? 0) % base.length);
      if (kept === a || kept === b) return;
      const change = (where: number | undefined, by: string) =>
        base.map((line, index) => (index === where ? `${by}${line}` : line)).join('');
      const body = newBody(base.join(''));
      const words = base[kept ?? 0]?.trim() ?? '';
      const first = edit({ body, anchor: anchored(body, words) }, change(a, 'Mine '));
      const merged = mergeText(base.join(''), change(b, 'Theirs\n\n'), bodyText(first.body));
      if (merged.conflicts && merged.conflicts.length > 0) return;
      expect(wordsOf(edit(first, merged.text ?? ''))).toBe(words);
    };
    fc.assert(fc.property(paragraphs, fc.tuple(nat, nat, nat), holds), { numRuns: 300 });
  });
});

function expectStanding({ body, anchor }: Followed, quote: string): void {
  const passage = passageAt(body, anchor.spans);
  if (!passage) return expect(anchor.lost).toMatchObject({ words: expect.any(String) });
  const lines = bodyText(body).split(/\r\n|\n|\r/);
  const rest = lines
    .slice(passage.line - 1)
    .join('\n')
    .slice(passage.column - 1);
  expect(rest.startsWith(passage.words.replace(/\r\n|\r/g, '\n'))).toBe(true);
  expect(passage.words.trim()).not.toBe('');
  expect(quote).not.toBe('');
}
