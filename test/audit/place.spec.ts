import { readPlace, writePlace, type Place } from '../../src/audit/page/place';
import { fc } from '../setup/chance';

const word = fc.string({ minLength: 1, unit: 'grapheme' });
const revision = fc.integer({ min: 1, max: 999_999_999 });
const places: fc.Arbitrary<Place> = fc.record(
  {
    newsroom: word,
    article: fc.uuid(),
    revision,
    from: fc.oneof(revision, fc.constant('story' as const)),
    actor: word,
    type: word,
    scale: fc.constant('time' as const),
    sentence: revision,
    q: word,
  },
  { requiredKeys: [] },
);

describe('An address of the auditor’s page', () => {
  it('says of every state what is shown', () => {
    fc.assert(fc.property(places, (place) => expect(readPlace(writePlace(place))).toEqual(place)));
  });

  it('is bare where nothing is shown, and the same for the same state however it was come to', () => {
    expect(writePlace({ revision: undefined, q: '' })).toBe('');
    expect(writePlace({ revision: 3, newsroom: 'main' })).toBe('?newsroom=main&revision=3');
  });

  it.each(['?revision=0', '?revision=-1', '?revision=1e3', '?from=x', '?sentence=9999999999', '?scale=log', '?code=x'])(
    'leaves out what cannot be: %s',
    (search) => expect(writePlace(readPlace(search))).toBe(''),
  );
});
