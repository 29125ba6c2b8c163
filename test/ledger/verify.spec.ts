// What the offline verifier accepts and refuses, rule by rule of docs/evidence.md.
import type { EvidenceServed, OpenEvent } from '../../src/ledger/evidence';
import { article, givenBundle, sha256Hex, type GivenEvent } from './given-evidence';
import { ownNotary } from './own-notary';
import { runVerifier, verifierInProcess, type Given, type Verdict } from './verifier';

let verify: (text: string, given?: Given) => Verdict;
beforeAll(async () => void (verify = await verifierInProcess()));

const drafted: GivenEvent = {
  type: 'article-drafted',
  payload: { headline: 'Lock', language: 'en', b1: 'A\n\n', b2: 'B\n' },
};
const edited = (payload: GivenEvent['payload'], missing?: GivenEvent['missing']): GivenEvent => ({ type: 'article-edited', payload, missing }); // prettier-ignore
const elsewhere: GivenEvent = {
  type: 'article-drafted',
  elsewhere: true,
  payload: { headline: 'Elsewhere', language: 'en' },
};
const at = '2026-11-24T12:00:00.000Z';

/** The publishing of that story as version 1, and the bytes. */
function published(story: object, over: GivenEvent['payload'] = {}, missing?: GivenEvent['missing']) {
  const members = { id: article, version: 1, slug: 'lock', headline: 'Lock', standfirst: null, body: 'A\n\nB\n', language: 'en', category: null, tags: [], byline: [], dateline: null, sources: [], corrections: [], publishedAt: at, updatedAt: at, retraction: null }; // prettier-ignore
  const text = JSON.stringify({ ...members, ...story });
  const served = { 'application/json': sha256Hex(text) };
  const listed = { headline: 'Lock', standfirst: null, language: 'en', category: null, tags: [] };
  const payload = { version: 1, slug: 'lock', publishedAt: at, served, ...listed, ...over };
  return { event: { type: 'article-published', payload, missing }, text };
}
const servedAt = (position: number, text: string): EvidenceServed[] => [
  { position, mediaType: 'application/json', text },
];

describe('A bundle', () => {
  it('of one event in a log of one is proved', async () => {
    expect(verify(await givenBundle([drafted]).text())).toMatchObject({ code: 0 });
  });

  it.each([
    ['no JSON', (text: string) => text.slice(1)],
    ['another format', (text: string) => text.replace('stet-evidence/v1', 'stet-evidence/v2')],
    ['a member more', (text: string) => text.replace('{', '{"more":1,')],
    [
      'a member of an event more',
      (text: string) => text.replace('"revision":1,"type"', '"revision":1,"more":1,"type"'),
    ],
    ['a list that is none', (text: string) => text.replace('"served":[]', '"served":{}')],
  ])('with %s cannot be read', async (_, change) => {
    const text = await givenBundle([drafted]).text();
    expect(runVerifier({ bundle: change(text) }, '@bundle').code).toBe(2);
  });

  it.each([
    ['an event’s text', '"\\"Lock\\""', '"\\"Dock\\""'],
    ['a revision', '"revision":2,"type"', '"revision":3,"type"'],
    ['a recorded time', '"recordedAt":1795521601000000', '"recordedAt":1795521601000001'],
    ['a newsroom', '"newsroom":"main"', '"newsroom":"sport"'],
    ['how many revisions there are', '"revision":2,"origin"', '"revision":3,"origin"'],
  ])('in which %s was changed is refuted', async (_, from, to) => {
    const text = await givenBundle([drafted, edited({ note: 'x' })]).text();
    expect(text).toContain(from);
    expect(verify(text.replace(from, to))).toMatchObject({ code: 1, said: expect.stringContaining('') });
  });

  it('with a gap in its revisions is refuted', async () => {
    const { events, text } = givenBundle([drafted, edited({ note: 'x' }), edited({ note: 'y' })]);
    const gap = await text({ events: events.filter(({ revision }) => revision !== 2) });
    expect(verify(gap).said).toContain('Where revision 2 should be, revision 3 is.');
  });

  it('that ends earlier is proved: that nothing came later it does not claim', async () => {
    const { events, text } = givenBundle([drafted, edited({ note: 'x' })]);
    expect(verify(await text({ events: events.slice(0, 1) })).said).toContain('That there is no later revision');
  });

  it('with an event of another article among its own is refuted', async () => {
    const { events, text } = givenBundle([drafted, elsewhere]);
    const taken = { ...(events[1] as OpenEvent), revision: 1 };
    expect(verify(await text({ events: [...events.slice(0, 1), taken] })).code).toBe(1);
  });

  it('with an event that has nothing to do with the article is refuted', async () => {
    const { events, text } = givenBundle([drafted, elsewhere]);
    expect(verify(await text({ others: events.slice(1) })).said).toContain('has nothing to do with the article');
  });
});

describe('Keys', () => {
  it('that came with the bundle prove nothing by themselves, and the verdict says so', async () => {
    const { notary, text } = givenBundle([drafted]);
    expect(verify(await text()).said).toContain('WARNING: THAT KEY CAME WITH THE BUNDLE');
    expect(verify(await text(), { keys: [notary.key] }).said).not.toContain('WARNING');
  });

  it('that are given alone count: one made for the bundle is refuted', async () => {
    const text = await givenBundle([drafted]).text();
    expect(verify(text, { keys: [ownNotary().key] }).said).toContain('by none of the keys');
  });

  it('may be several, as while they are rotated', async () => {
    const { notary, text } = givenBundle([drafted]);
    expect(verify(await text(), { keys: [ownNotary().key, notary.key] }).code).toBe(0);
  });

  it('are read from a file too; what is no key is refused', async () => {
    const { notary, text } = givenBundle([drafted]);
    const files = { bundle: await text(), key: `${notary.key}\n` };
    expect(runVerifier(files, '@bundle', '--key', '@key').code).toBe(0);
    expect(runVerifier(files, '@bundle', '--key', `${notary.key}x`).code).toBe(2);
    expect(runVerifier(files, '@bundle', '--key', '@nowhere').code).toBe(2);
  });
});

describe('An earlier checkpoint', () => {
  const log = [drafted, elsewhere, edited({ note: 'x' }), elsewhere, elsewhere, edited({ note: 'y' }), elsewhere];

  it('of any size that the bundle has a proof for is continued', async () => {
    const { notary, leaves, text } = givenBundle(log);
    const bundle = await text({ earlier: [1, 2, 3, 4, 5, 6] });
    const checkpoints = [1, 2, 3, 4, 5, 6, 7].map((size) => notary.checkpoint(leaves, size));
    expect(verify(bundle, { checkpoints })).toMatchObject({ code: 0 });
  });

  it('of a log that was rewritten since refutes', async () => {
    const { notary, leaves, text } = givenBundle(log);
    const bundle = await text({ earlier: [1, 2, 3, 4, 5, 6] });
    for (const size of [1, 2, 3, 4, 5, 6, 7]) {
      const otherwise = leaves.map((leaf, index) => (index === size - 1 ? Buffer.alloc(32) : leaf));
      const { said } = verify(bundle, { checkpoints: [notary.checkpoint(otherwise, size)] });
      expect(said).toContain('its history was rewritten');
    }
  });

  it('that is newer, or that the bundle has no proof for, leaves it open', async () => {
    const { notary, leaves, text } = givenBundle(log);
    const bundle = await text({ earlier: [2] });
    const newer = verify(bundle, { checkpoints: [notary.checkpoint([...leaves, Buffer.alloc(32)])] });
    expect(newer).toMatchObject({ code: 3, said: expect.stringContaining('the bundle is of an earlier log') });
    const other = verify(bundle, { checkpoints: [notary.checkpoint(leaves, 3)] });
    expect(other).toMatchObject({ code: 3, said: expect.stringContaining('no proof from there') });
  });

  it('of another log, or signed by another key, refutes', async () => {
    const { leaves, text } = givenBundle(log);
    const stranger = ownNotary().checkpoint(leaves, 2);
    const other = ownNotary('other.example/main');
    const bundle = await text({ earlier: [2], keys: [...JSON.parse(await text()).keys, other.key] });
    expect(verify(bundle, { checkpoints: [stranger] }).said).toContain('by none of the keys');
    expect(verify(bundle, { checkpoints: [other.checkpoint(leaves, 2)] }).said).toContain('is of other.example/main');
  });
});

describe('A version', () => {
  it('that says what the events come to is proved', async () => {
    const { event, text } = published({});
    expect(verify(await givenBundle([drafted, event]).text({ served: servedAt(2, text) }))).toMatchObject({ code: 0, said: expect.stringContaining('Its words are what the events up to then come to.') }); // prettier-ignore
  });

  it.each([
    ['another headline', { headline: 'Dock' }],
    ['another body', { body: 'A\n\nC\n' }],
    ['a body that goes on', { body: 'A\n\nB\nC\n' }],
    ['a body that ends earlier', { body: 'A\n\n' }],
    ['a source that the article has not', { sources: [{ number: 1, key: 'k', source: null }] }],
    ['a correction that nobody made', { corrections: [{ kind: 'update', note: 'x', at }] }],
    ['another time', { updatedAt: '2026-11-24T12:00:00.001Z' }],
    ['a retraction that there was not', { retraction: { notice: 'x', at } }],
  ])('with %s is refuted, though its hash is in the event', async (_, story) => {
    const { event, text } = published(story);
    const bundle = await givenBundle([drafted, event]).text({ served: servedAt(2, text) });
    expect(verify(bundle).said).toMatch(/What readers were served as \w+ is not what the events come to/);
  });

  it.each([
    ['bytes', { version: 1 }, (text: string) => servedAt(2, `${text} `), 'The bytes of application/json are not those'],
    ['missing bytes', {}, () => [], 'Readers were served application/json'],
    ['bytes at another event', {}, (text: string) => servedAt(1, text), 'Readers were served application/json'],
    ['a version number', { version: 2 }, (text: string) => servedAt(2, text), 'Version 2 follows 0.'],
    ['a listed headline', { headline: 'Dock' }, (text: string) => servedAt(2, text), 'names another headline'],
  ])('is refuted for its %s', async (_, over, served, sentence) => {
    const { event, text } = published({}, over);
    expect(verify(await givenBundle([drafted, event]).text({ served: served(text) })).said).toContain(sentence);
  });

  const source = { type: 'book', title: 'Locks' };
  const cited = (b1: string): GivenEvent => ({ ...drafted, payload: { headline: 'Lock', language: 'en', b1, 'c:k': { key: 'k', source }, 'c:l': { key: 'l', source: null } } }); // prettier-ignore
  const [k, l] = [
    { number: 1, key: 'k', source },
    { number: 2, key: 'l', source: null },
  ];
  it.each([
    ['[@k; @l][@x]', '[1][2][?]', [k, l], 0],
    ['[@k] `[@k]`', '[1] `[@k]`', [k], 0],
    ['[@k] `[@k]`', '[1] `[1]`', [k], 0],
    ['[@k][@l]', '[2][1]', [k, l], 1],
    ['[@l] [@k]', '[2] [1]', [k, l], 1],
    ['[@k]', '[?]', [k], 1],
    ['[@k]', '[1]', [{ ...k, source: { type: 'book', title: 'Quays' } }], 1],
    ['[@k]', '[1]', [k, l], 1],
    ['[@k]', '[9]', [k], 1],
  ])('prints %s as %s by its source list: %#', async (b1, body, sources, code) => {
    const { event, text } = published({ body, sources });
    expect(verify(await givenBundle([cited(b1), event]).text({ served: servedAt(2, text) })).code).toBe(code);
  });
});

describe('What is not shown', () => {
  const withheld = (why: 'erased' | 'withheld', by: number) => ({ b1: { why, by } });
  const hides: GivenEvent = { type: 'article-withheld', payload: { reason: 'Asked for' } };

  it('is listed with the event that says so, and leaves open what rests on it', async () => {
    const { event, text } = published({ body: 'C\n\nB\n' });
    const { text: bundle } = givenBundle([{ ...drafted, missing: withheld('withheld', 3) }, event, hides]);
    const { code, said } = verify(await bundle({ served: servedAt(2, text) }));
    expect(code).toBe(3);
    expect(said).toContain('but for body, which rest on what is not shown here');
    expect(said).toContain('part b1 of position 1: withheld by the event at position 3 (article-withheld');
  });

  it.each([
    ['there is none', withheld('withheld', 9)],
    ['is of another kind', withheld('erased', 2)],
  ])('refutes where the event that should say so %s', async (_, missing) => {
    expect(verify(await givenBundle([{ ...drafted, missing }, hides]).text()).said).toContain('there is no event that says so'); // prettier-ignore
  });

  it('opens its commitment still: another one refutes', async () => {
    const bundle = await givenBundle([{ ...drafted, missing: withheld('withheld', 2) }, hides]).text();
    const commitment = /"commitment":"(\w)/.exec(bundle)?.[1];
    const other = bundle.replace(`"commitment":"${commitment}`, `"commitment":"${commitment === '0' ? '1' : '0'}`);
    expect(verify(other).said).toContain('is not what the log holds there');
  });

  it('may be a whole event that is for others alone: its place is proved, and nothing else', async () => {
    const { events, text } = givenBundle([drafted, edited({ note: 'x' }), edited({ note: 'y' })]);
    const [one, two, three] = events as [OpenEvent, OpenEvent, OpenEvent];
    const closed = { position: 2, revision: 2, leaf: two.leaf, missing: { why: 'restricted' as const } };
    const bundle = await text({ events: [one, closed, three] });
    expect(bundle).not.toContain('"x"');
    expect(verify(bundle)).toMatchObject({ code: 3, said: expect.stringContaining('all of position 2: restricted') });
    expect(verify(bundle.replace(two.leaf, '0'.repeat(64))).code).toBe(1);
  });
});

it('A verdict counts as people do', async () => {
  expect(verify(await givenBundle([drafted]).text()).said).toContain(', 1 revision, recorded from ');
  const { said } = verify(await givenBundle([drafted, edited({ note: 'x' })]).text());
  expect(said).toContain(', 2 revisions, recorded from ');
});

describe('A receipt', () => {
  const log = [drafted, elsewhere, edited({ note: 'x' })];
  const sign = (
    { notary, leaves, events }: ReturnType<typeof givenBundle>,
    position: number,
    leaf = leaves[position - 1],
  ) => notary.receipt({ position, revision: events[position - 1]?.revision ?? 0, leaf: leaf?.toString('hex') ?? '' });

  it('that promised what the bundle holds is kept', async () => {
    const given = givenBundle(log);
    const { code, said } = verify(await given.text(), { receipts: [sign(given, 3)] });
    expect([code, said]).toEqual([0, expect.stringContaining('Position 3 is what your receipt of it promised.')]);
    expect(verify(await given.text(), { receipts: [`Stet-Receipt: ${sign(given, 1)}\r\n`] }).code).toBe(0);
  });

  it('that promised something else refutes', async () => {
    const given = givenBundle(log);
    const { said } = verify(await given.text(), { receipts: [sign(given, 3, Buffer.alloc(32))] });
    expect(said).toContain('is not what the receipt promised');
  });

  it('of an event that is not in the bundle leaves it open', async () => {
    const given = givenBundle(log);
    expect(verify(await given.text(), { receipts: [sign(given, 2)] })).toMatchObject({ code: 3, said: expect.stringContaining('its position 2 is not in this bundle') }); // prettier-ignore
  });

  it('that the newsroom’s key did not sign, or that is of another log, refutes', async () => {
    const given = givenBundle(log);
    const text = await given.text();
    const other = { ...given, notary: ownNotary() };
    expect(verify(text, { receipts: [sign(other, 3)] }).said).toContain('by none of the keys');
    expect(verify(text, { receipts: [sign(given, 3).replace('revision=2', 'revision=1')] }).code).toBe(1);
    expect(verify(text, { receipts: [sign(given, 3).replaceAll('quay', 'dock')] }).said).toContain(
      'The receipt is of dock',
    );
    expect(verify(text, { receipts: ['x'] }).said).toContain('no form that is known');
  });
});
