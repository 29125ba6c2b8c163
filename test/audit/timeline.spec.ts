import { barsOf, importedStretches, marksOf, nearest, placesOf } from '../../src/audit/page/timeline';
import { revisionsOf } from './revision.fixture';

const rob = { id: 'rob', name: 'Rob', role: 'reporter' };
const frame = { width: 1000, height: 140 };
const everyone = (count: number) => new Set(revisionsOf(count).map(({ revision }) => revision));

describe('The timeline', () => {
  it('draws a path for each person, however many revisions there are', () => {
    const revisions = revisionsOf(2000, (revision) => (revision % 3 === 0 ? { actor: rob } : {}));
    const bars = barsOf(revisions, frame, everyone(2000));
    expect(bars.map(({ actor, dimmed }) => [actor, dimmed])).toEqual([
      ['ana', ''],
      ['rob', ''],
    ]);
    expect(bars.map(({ path }) => path.match(/M/g)?.length)).toEqual([1334, 666]);
  });

  it('keeps every bar within the frame, words added above the middle and words removed below', () => {
    const words = [
      { added: 900, removed: 0 },
      { added: 1, removed: 0 },
      { added: 0, removed: 900 },
    ];
    const [bars] = barsOf(
      revisionsOf(3, (revision) => ({ words: words[revision - 1] })),
      frame,
      everyone(3),
    );
    const spans = [...(bars?.path ?? '').matchAll(/M\S+ (\S+)h\S+v([\d.]+)h/g)].map(([, top, height]) => [
      Number(top),
      Number(top) + Number(height),
    ]);
    expect(spans[0]).toEqual([4, 71.5]);
    expect(spans[1]?.[0]).toBeLessThanOrEqual(67);
    expect(spans[2]).toEqual([68.5, 136]);
  });

  it('knows which stretches were imported', () => {
    const imported = { format: 'git', item: 'a.md', revision: 'c1' };
    const revisions = revisionsOf(6, (revision) => (revision === 3 || revision === 6 ? {} : { imported }));
    expect(importedStretches(revisions)).toEqual([
      [1, 2],
      [4, 5],
    ]);
  });

  it('dims what the filter leaves out', () => {
    const [bars] = barsOf(revisionsOf(3), frame, new Set([2]));
    expect([bars?.path.match(/M/g)?.length, bars?.dimmed.match(/M/g)?.length]).toEqual([1, 2]);
  });

  it('numbers versions, and marks corrections, retraction and takedown', () => {
    const types = [
      'article-drafted',
      'article-published',
      'article-updated',
      'article-corrected',
      'article-retracted',
      'article-unpublished',
      'article-published',
    ];
    const marks = marksOf(revisionsOf(7, (revision) => ({ type: types[revision - 1] })));
    expect(marks.map(({ revision, kind, label }) => `${revision} ${kind} ${label}`)).toEqual([
      '2 version v1',
      '3 version v2',
      '4 correction v3',
      '5 retraction retracted',
      '6 takedown taken down',
      '7 version v4',
    ]);
  });

  it('spaces revisions evenly, or by their time', () => {
    const revisions = revisionsOf(3, (revision) => (revision === 3 ? { occurredAt: '2026-01-01T00:11:00.000Z' } : {}));
    expect(placesOf(revisions, { width: 300, height: 100 })).toEqual([50, 150, 250]);
    expect(placesOf(revisions, { width: 108, height: 100, scale: 'time' })).toEqual([4, 14, 104]);
    expect(placesOf(revisionsOf(1), { width: 108, height: 100, scale: 'time' })).toEqual([4]);
  });

  it('knows which revision is nearest to where it was clicked', () => {
    expect([0, 99, 101, 900].map((x) => nearest([50, 150, 250], x))).toEqual([0, 0, 1, 2]);
  });
});
