// The variables are compared with the published schema in ../shared/standards, where that folder exists.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv from 'ajv';
import { checkSource, sourceTypes, sourceVariables, withoutId } from '../../src/articles/csl';
import type { Source } from '../../src/articles/content';
import { fc } from '../setup/chance';

const report: Source = {
  type: 'report',
  title: 'Tides of the northern quay',
  author: [{ family: 'Okafor', given: 'Ada' }, { literal: 'Harbour Board' }],
  URL: 'https://harbour.example/tides',
  issued: { 'date-parts': [[2025, 1, 24]] },
  accessed: { raw: '2025-01-26' },
  page: 12,
};

const pathsOf = (source: Source): string[] => checkSource(source).map(({ path }) => path);

describe('a source', () => {
  it('that is a CSL-JSON item is taken, with the id that the server made or without', () => {
    expect(checkSource(report)).toEqual([]);
    expect(checkSource({ ...report, id: 'a' })).toEqual([]);
    expect(withoutId({ ...report, id: 'a' })).toEqual(report);
  });

  it('has a type of CSL', () => {
    expect(pathsOf({ title: 'x' })).toEqual(['type']);
    expect(pathsOf({ type: 'tweet' })).toEqual(['type']);
    expect(pathsOf({ type: ['book'] })).toEqual(['type']);
  });

  it.each([
    ['url', { url: 'https://a.example' }],
    ['toString', { toString: 'x' }],
    ['title', { title: 3 }],
    ['title', { title: null }],
    ['author', { author: 'Ada Okafor' }],
    ['author[0]', { author: ['Ada Okafor'] }],
    ['author[0]', { author: [{}] }],
    ['author[0]', { author: [{ family: ' ' }] }],
    ['author[0].family', { author: [{ family: 3 }] }],
    ['author[1].name', { author: [{ literal: 'A' }, { name: 'Ada' }] }],
    ['issued', { issued: '2025' }],
    ['issued', { issued: {} }],
    ['issued.year', { issued: { year: 2025 } }],
    ['issued.date-parts', { issued: { 'date-parts': [] } }],
    ['issued.date-parts', { issued: { 'date-parts': {} } }],
    ['issued.date-parts[0]', { issued: { 'date-parts': [2025] } }],
    ['issued.date-parts[0]', { issued: { 'date-parts': [[2025, 2, 30]] } }],
    ['issued.date-parts[0]', { issued: { 'date-parts': [[2025, 1.5]] } }],
    ['issued.date-parts[0]', { issued: { 'date-parts': [['soon']] } }],
    ['issued.date-parts[1]', { issued: { 'date-parts': [[2025], [2025, 25]] } }],
    ['categories', { categories: [1] }],
    ['custom', { custom: [] }],
    ['volume', { volume: {} }],
  ])('is refused at %s for %j', (path, members) => {
    expect(pathsOf({ type: 'book', ...(members as unknown as Source) })).toEqual([path]);
  });

  it.each([
    'https://a.example/b?c#d',
    'http://127.0.0.1:8080/',
    'ftp://files.example/x',
    'urn:isbn:9780000000002',
    'HTTPS://A.example',
  ])('may have the URL %s', (URL) => expect(checkSource({ type: 'webpage', URL })).toEqual([]));

  it.each([
    'a.example/b',
    '/b',
    '',
    'javascript:alert(1)',
    'data:text/html,x',
    'https:a',
    'https://a b',
    'https://a.example/x y',
    ' https://a.example',
    'https://',
  ])('may not have the URL %j', (URL) => expect(pathsOf({ type: 'webpage', URL })).toEqual(['URL']));

  it('may have a date as a season, as years before 100 and as a range', () => {
    expect(
      checkSource({
        type: 'book',
        issued: {
          'date-parts': [
            [79, 8, 24],
            ['2025', '2'],
          ],
        },
      }),
    ).toEqual([]);
    expect(checkSource({ type: 'book', issued: { 'date-parts': [[2025, 21]] } })).toEqual([]);
  });
});

const schemaFile = resolve('../shared/standards/csl-data.json');
(existsSync(schemaFile) ? describe : describe.skip)('compared with the schema in ../shared/standards', () => {
  const schema = existsSync(schemaFile) ? JSON.parse(readFileSync(schemaFile, 'utf8')) : undefined;

  it('types and variables are the same', () => {
    expect([...sourceTypes].sort()).toEqual([...schema.items.properties.type.enum].sort());
    expect([...sourceVariables.keys()].sort()).toEqual(Object.keys(schema.items.properties).sort());
  });

  it('whatever is taken here is valid there', () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    const value = fc.oneof(
      fc.string(),
      fc.integer(),
      fc.constantFrom<unknown>(
        true,
        null,
        [],
        {},
        ['a'],
        [{ family: 'A' }],
        [{ literal: 'B', 'parse-names': true }],
        'https://a.example',
      ),
      fc.record({
        'date-parts': fc.array(
          fc.array(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant('7')), { maxLength: 4 }),
          { maxLength: 3 },
        ),
      }),
      fc.dictionary(
        fc.constantFrom('raw', 'literal', 'circa', 'season', 'family', 'other'),
        fc.oneof(fc.string(), fc.boolean()),
      ),
    );
    const source = fc.dictionary(fc.constantFrom(...sourceVariables.keys(), 'other'), value, { maxKeys: 2 });
    fc.assert(
      fc.property(source, fc.constantFrom(...sourceTypes), (members, type) => {
        const item = { ...(members as Source), type };
        if (checkSource(item).length === 0) expect(validate([{ ...item, id: 'x' }])).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
