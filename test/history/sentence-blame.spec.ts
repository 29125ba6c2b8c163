// Which revision gave each sentence its words.
import { newBody, type Body } from '../../src/text/body';
import { applyBodyEdit, editBody } from '../../src/text/body-edit';
import { nextSentences, type SentenceBlame } from '../../src/history/sentence-blame';

/** The texts as revisions 1, 2, 3 … of one article; each sentence of the last with its revision. */
function blamed(...texts: string[]): [string, number][] {
  return told(walk(texts).blame);
}

function walk(texts: readonly string[]): { blame: SentenceBlame; body: Body; all: SentenceBlame[] } {
  let body: Body = [];
  let blame: SentenceBlame = [];
  const all = texts.map((text, at) => {
    body = at === 0 ? newBody(text) : applyBodyEdit(body, editBody(body, text, 100 * at));
    blame = nextSentences(blame, { revision: at + 1, body });
    return blame;
  });
  return { blame, body, all };
}

const told = (blame: SentenceBlame): [string, number][] =>
  blame.flatMap(({ reading, sentences }) =>
    sentences.map(({ start, end, revision }): [string, number] => [reading.block.text.slice(start, end), revision]),
  );

const [rose, hurt, dike] = ['The river rose.', 'Nobody was hurt at all.', 'The old dike holds.'];

describe('the blame of a sentence', () => {
  it('is of the revision that last changed its words, not of its neighbours', () => {
    expect(blamed(`${rose} ${hurt}\n`, `${rose} Two were hurt.\n`)).toEqual([
      [rose, 1],
      ['Two were hurt.', 2],
    ]);
  });

  it('stays when a marker or a line end is added: those are no words', () => {
    expect(blamed(`${rose} ${hurt}\n`, 'The river\nrose [@gauge].  Nobody was hurt at all. [@police]\n')).toEqual([
      ['The river\nrose [@gauge].', 1],
      ['Nobody was hurt at all. [@police]', 1],
    ]);
  });

  it('goes with a paragraph that moves, is split or joined, and with a sentence that changes paragraphs', () => {
    const [one, two] = [`${rose} ${hurt}\n\n`, `${dike}\n`];
    const origins = (text: string) => blamed(one + two, text).map(([, revision]) => revision);
    expect(origins(`${dike}\n\n${rose} ${hurt}\n`)).toEqual([1, 1, 1]);
    expect(origins(`${rose}\n\n${hurt}\n\n${dike}\n`)).toEqual([1, 1, 1]);
    expect(origins(`${rose} ${hurt} ${dike}\n`)).toEqual([1, 1, 1]);
    expect(origins(`${rose}\n\n${dike} ${hurt} New words.\n`)).toEqual([1, 1, 1, 2]);
  });

  it('is new where words were deleted in one revision and written again in another', () => {
    expect(blamed(`${rose} ${hurt}\n`, `${rose}\n`, `${rose} ${hurt}\n`)).toEqual([
      [rose, 1],
      [hurt, 3],
    ]);
  });

  it('is what it was where the revision that had the words is restored', () => {
    const { blame, body, all } = walk([`${rose} ${hurt}\n`, `${rose}\n`]);
    const back = applyBodyEdit(body, editBody(body, `${rose} ${hurt}\n`, 500));
    expect(told(nextSentences(blame, { revision: 3, body: back, restored: all[0] }))).toEqual([
      [rose, 1],
      [hurt, 1],
    ]);
  });

  it('gives each of two that are alike an origin of its own', () => {
    expect(blamed('No.\n\nYes.\n', 'No.\n\nYes. No.\n').map(([, revision]) => revision)).toEqual([1, 1, 2]);
  });

  it('leaves nothing out: headings, list items, quotes and code are there too', () => {
    const text =
      '# Water\n\n- first\n- second one\n\n> quoted\n\n```\ncode 1\n```\n\n| a | b |\n| - | - |\n| c | d |\n';
    const seen = blamed(text).map(([words]) => words);
    const letters = (some: string) => some.replace(/[^\p{L}\p{N}]/gu, '');
    expect(letters(seen.join(''))).toBe(letters(text));
  });

  it('costs nothing for blocks that did not change: they are the same objects', () => {
    const { all } = walk([`${rose}\n\n${hurt}\n`, `${rose}\n\nTwo were hurt.\n`]);
    expect(all[1]?.[0]).toBe(all[0]?.[0]);
  });
});
