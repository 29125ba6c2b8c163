import { replayAsked, replayView, type Replay } from '../../src/replays/replay';
import { replaysStream, toPayload } from '../../src/replays/replay-events';
import stored from './stored-events/projections-replayed-1.json';

const by = { sub: 'ida', name: 'Ida Holm', role: 'admin' };
const replay: Replay = {
  id: '01934567-89ab-7cde-8f01-23456789abcd',
  newsroom: 'main',
  projections: ['revision-history'],
  swap: true,
  by,
  status: 'running',
  events: 0,
  eventsTotal: 0,
  rows: 0,
  drift: [],
  driftTotal: 0,
  replaced: [],
  failure: null,
  requestedAt: new Date('2026-11-24T12:00:00Z'),
  startedAt: new Date('2026-11-24T12:00:01Z'),
  finishedAt: null,
};
const progress = (state: Partial<Replay>) => replayView({ ...replay, ...state }).progress;

describe('a replay', () => {
  it('has its progress told from 0 to 1, and 1 only when it is done', () => {
    expect(progress({ events: 0, eventsTotal: 0 })).toBe(0);
    expect(progress({ events: 333, eventsTotal: 1000 })).toBe(0.33);
    expect(progress({ events: 1000, eventsTotal: 1000 })).toBe(0.99);
    expect(progress({ status: 'failed', events: 500, eventsTotal: 1000 })).toBe(0.5);
    expect(progress({ status: 'done', events: 0, eventsTotal: 0 })).toBe(1);
  });

  it('has swapped only once it is done', () => {
    expect(replayView(replay).swapped).toBe(false);
    expect(replayView({ ...replay, status: 'failed' }).swapped).toBe(false);
    expect(replayView({ ...replay, status: 'done' }).swapped).toBe(true);
    expect(replayView({ ...replay, status: 'done', swap: false }).swapped).toBe(false);
  });

  it('is answered to who asked for it as it was then, however far it has come', () => {
    const asked = replayAsked({ ...replay, status: 'done', events: 9, rows: 9, driftTotal: 1, finishedAt: new Date() });
    expect(asked).toEqual(replayAsked(replay));
    expect(asked).toMatchObject({ status: 'waiting', progress: 0, startedAt: null, finishedAt: null });
  });
});

describe('its event', () => {
  it('is written as the stored example has it', () => {
    const { type, schema, payload } = stored;
    const replaced = [{ projection: 'revision-history', drift: 3 }];
    expect(toPayload({ type: 'projections-replayed', by, replay: replay.id, replaced })).toEqual({
      type,
      schema,
      payload,
    });
  });

  it('lies in a stream of its newsroom’s own', () => {
    expect(replaysStream('main')).toBe(replaysStream('main'));
    expect(replaysStream('main')).not.toBe(replaysStream('other'));
  });
});
