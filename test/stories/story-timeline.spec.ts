// What readers had when, from rows of the history: rules, and a plain replay that looks at one second after the other.
import type { StoredEvent } from '../../src/event-store/stored-event';
import { storyStateRow, type StoryStateRow } from '../../src/stories/story-state-row';
import { stateAt, timelineOf, wasMoved } from '../../src/stories/story-timeline';
import { fc } from '../setup/chance';

const id = '019ac000-0000-7000-8000-000000000001';

function event(type: string, position: number, payload: StoredEvent['payload'], milliseconds = position): StoredEvent {
  const recordedAt = new Date(milliseconds).toISOString();
  return { newsroom: 'main', streamId: id, revision: position, position, type, schema: 1, payload, recordedAt, actor: id, hash: '' };
} // prettier-ignore

const row = (...given: Parameters<typeof event>): StoryStateRow => {
  const made = storyStateRow(event(...given));
  if (!made) throw new Error('The event moves no story.');
  return made;
};

const version = (number: number, slug: string, position: number, milliseconds?: number): StoryStateRow =>
  row('article-updated', position, { version: number, slug, publishedAt: '2026-01-01T00:00:00.000Z' }, milliseconds);

describe('A row of the history', () => {
  it('tells what readers are told of the change, from when the log had it on', () => {
    const change = { kind: 'correction', note: 'Not so.', wrong: 'for staff' };
    const publishedAt = '2026-01-01T00:00:00.000Z';
    expect(row('article-corrected', 7, { version: 2, slug: 'a', publishedAt, change }, 5_000)).toEqual({
      ...{ newsroom_id: 'main', story_id: id, position: 7, status: 'published', legal: false },
      ...{ public_from: '1970-01-01T00:00:05.000Z', published_at: publishedAt },
      ...{ version: 2, slug: 'a', kind: 'correction', note: 'Not so.' },
    });
    const retraction = row('article-retracted', 8, { notice: 'None.', reason: 'for staff', retractedAt: publishedAt });
    expect(retraction).toMatchObject({ status: 'retracted', version: null, note: 'None.', published_at: publishedAt });
    expect(row('article-unpublished', 9, { reason: 'for staff', legal: true })).toMatchObject({
      ...{ status: 'unpublished', legal: true, note: null, published_at: '1970-01-01T00:00:00.009Z' },
    });
  });

  it('is made of no other event, and of one whose parts were erased too', () => {
    expect(storyStateRow(event('article-edited', 1, { note: 'x' }))).toBeUndefined();
    expect(row('article-published', 1, {})).toMatchObject({ version: null, slug: null, kind: null, note: null });
    expect(row('article-updated', 1, { change: 'x', version: 'y' })).toMatchObject({ kind: null, version: null });
  });
});

describe('A story’s past', () => {
  it('gives each state until the next, and what takes back the version and address of the one before', () => {
    const rows = [
      version(1, 'a', 1),
      version(2, 'b', 2),
      row('article-retracted', 3, {}),
      row('article-unpublished', 4, {}),
    ];
    expect(
      timelineOf(rows).map(({ version: number, slug, status, publicTo }) => [number, slug, status, publicTo]),
    ).toEqual([
      [1, 'a', 'published', rows[1]?.public_from],
      [2, 'b', 'published', rows[2]?.public_from],
      [2, 'b', 'retracted', rows[3]?.public_from],
      [2, 'b', 'unpublished', null],
    ]);
  });

  it('counts a version on whose number was erased', () => {
    const erased = row('article-updated', 2, {});
    const past = timelineOf([version(1, 'a', 1), erased, version(3, 'c', 3)]);
    expect(past.map(({ version: number, slug }) => [number, slug])).toEqual([[1, 'a'], [2, 'a'], [3, 'c']]); // prettier-ignore
  });

  it('at a second is what a replay up to the end of that second leaves', () => {
    const milliseconds = fc.array(fc.integer({ min: 0, max: 12_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(milliseconds, fc.integer({ min: -2, max: 15 }), (given, second) => {
        const ordered = given.toSorted((one, other) => one - other);
        const past = timelineOf(ordered.map((at, nth) => version(nth + 1, 'a', nth + 1, at)));
        let had = 0;
        for (let now = 0; now < (second + 1) * 1000; now += 1) had += ordered.filter((at) => at === now).length;
        expect(stateAt(past, second)?.version ?? 0).toBe(had);
      }),
      { numRuns: 200 },
    );
  });

  it('was elsewhere for who asked at an address that it had had before, and for nobody else', () => {
    const [one, two, three] = timelineOf([version(1, 'a', 1), version(2, 'b', 2), version(3, 'a', 3)]);
    if (!one || !two || !three) throw new Error('There are three.');
    const all = [one, two, three];
    expect([one, two, three].map((state) => wasMoved(all, state, 'a'))).toEqual([false, true, false]);
    expect([one, two, three].map((state) => wasMoved(all, state, 'b'))).toEqual([false, false, true]);
    expect(wasMoved(all, one, 'c')).toBe(false);
  });
});
