import { bodyText, newBody, type Body } from '../../src/text/body';
import { applyBodyEdit, editBody, type BodyEdit } from '../../src/text/body-edit';
import { splitBlocks } from '../../src/text/markdown-blocks';
import { corpusStories, describeWithCorpus } from '../corpus';
import { editedTexts, texts } from './texts';
import { growth } from '../setup/growth';
import { fc } from '../setup/chance';

const story = [
  '# Harbour\n\n',
  'The crane fell at noon.\n\n',
  'Nobody was hurt, the port said.\n\n',
  'More follows.\n',
];
const [heading, crane, hurt, more] = story as [string, string, string, string];
const nextId = (body: Body): number => body.reduce((next, { id }) => Math.max(next, id + 1), 1);
const edited = (body: Body, text: string): Body => applyBodyEdit(body, stored(editBody(body, text, nextId(body))));
const stored = (edit: BodyEdit): BodyEdit => JSON.parse(JSON.stringify(edit)) as BodyEdit;
const ids = (body: Body): number[] => body.map(({ id }) => id);

describe('an edit of a body', () => {
  const body = newBody(story.join(''));

  it('gives exactly the new text, in blocks as the text alone would have them, with ids that are unique', () => {
    const holds = ({ before, after }: { before: string; after: string }) => {
      const result = edited(newBody(before), after);
      expect(bodyText(result)).toBe(after);
      expect(result.map(({ text }) => text)).toEqual(splitBlocks(after));
      expect(new Set(ids(result)).size).toBe(result.length);
    };
    fc.assert(fc.property(editedTexts, holds), { numRuns: 300 });
    fc.assert(fc.property(fc.record({ before: texts, after: texts }), holds), { numRuns: 200 });
  });

  it('is empty when nothing changed', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(editBody(newBody(text), text, 99)).toEqual({ splices: [], texts: {} });
      }),
    );
  });

  it('leaves blocks that did not change the same objects', () => {
    const result = edited(body, [heading, 'The crane fell at one.\n\n', hurt, more].join(''));
    expect(result.map((block, index) => block === body[index])).toEqual([true, false, true, true]);
  });

  it('holds the text of the changed block alone, which keeps its id', () => {
    const text = 'The crane fell at one.\n\n';
    expect(editBody(body, [heading, text, hurt, more].join(''), 9)).toEqual({ splices: [], texts: { 2: text } });
  });

  it('gives a new block the next id and removes one by its place', () => {
    const text = 'Ships wait outside.\n\n';
    const edit = editBody(body, [heading, crane, text, hurt].join(''), 9);
    expect(edit).toEqual({
      splices: [
        [2, 0, 9],
        [3, 1],
      ],
      texts: { 9: text },
    });
  });

  it('moves a block without its text', () => {
    const edit = editBody(body, [heading, hurt, crane, more].join(''), 9);
    expect(edit.texts).toEqual({});
    expect(ids(applyBodyEdit(body, edit))).toEqual([1, 3, 2, 4]);
  });

  it('keeps the id of a split block on the part most like it', () => {
    const long = newBody('Alarm. The old crane fell at noon and the whole quay was closed for the day.\n');
    const result = edited(long, 'Alarm.\n\nThe old crane fell at noon and the whole quay was closed for the day.\n');
    expect(ids(result)).toEqual([2, 1]);
  });

  it('gives a block that has nothing of the old one a new id', () => {
    expect(ids(edited(body, [heading, 'Trains run again.\n\n', hurt, more].join('')))).toEqual([1, 5, 3, 4]);
  });

  it('tells equal blocks apart', () => {
    const twice = newBody('- same\n- same\n- same\n');
    expect(ids(edited(twice, '- same\n- same\n'))).toHaveLength(2);
    expect(ids(edited(twice, '- same\n- same\n- same\n- same\n'))).toHaveLength(4);
  });

  it('stays quick for a hostile text of very many blocks', () => {
    const many = (count: number, text: (at: number) => string) =>
      Array.from({ length: count }, (_, at) => text(at)).join('');
    const twice = (count: number) => () => {
      const body = newBody(many(count, () => '- a\n'));
      const written = many(count, (at) => `- ${at % 7}\n`);
      const fewer = many(Math.ceil(count / 2), () => '- a\n');
      return edited(edited(body, written), fewer);
    };
    expect(twice(150_000)()).toHaveLength(75_000);
    expect(growth(twice, 80_000)).toBeLessThan(4);
  });

  it('stays applicable when the text of a new block was erased from it', () => {
    const edit = editBody(body, `${story.join('')}\nA name.\n`, 9);
    const erased = { ...edit, texts: {} };
    expect(ids(applyBodyEdit(body, erased))).toEqual(ids(applyBodyEdit(body, edit)));
  });
});

describeWithCorpus('edits of real histories (../shared/corpus)', () => {
  it('give every revision byte for byte and hold little more than what changed', () => {
    let [raw, held] = [0, 0];
    for (const { revisions } of corpusStories()) {
      let body: Body = [];
      let next = 1;
      for (const { text } of revisions) {
        const edit = editBody(body, text, next);
        body = applyBodyEdit(body, stored(edit));
        next = Math.max(next, ...Object.keys(edit.texts).map((id) => Number(id) + 1));
        expect(bodyText(body) === text).toBe(true);
        raw += Buffer.byteLength(text);
        held += Buffer.byteLength(JSON.stringify(edit));
      }
    }
    console.info(`edits: ${held} bytes of JSON for ${raw} bytes of texts (${((100 * held) / raw).toFixed(1)} %)`);
    expect(held / raw).toBeLessThan(0.12);
  });
});
