// A reader's client that knows only RFC 7089 walks from a story to its TimeGate, its TimeMap and every memento.
import { startTestService, type TestService } from '../setup/service';
import { linksTo, negotiate, read, timeGateOf, timeMapOf, type Memento, type TimeMap } from './memento-client';
import { StoryLife, type Stage } from './story-life';

const times = [
  '2021-03-01T09:00:00.100Z',
  '2021-03-02T09:00:00.200Z',
  '2022-03-03T09:00:00.300Z',
  '2023-03-04T09:00:00Z',
];
const json = 'application/json';

let stet: TestService;
let stages: readonly Stage[];
/** All that the client is told. */
let original: string;

beforeAll(async () => {
  stet = await startTestService();
  const life = await StoryLife.begin(stet, 'Weir');
  await life.publish('weir');
  await life.correct('It was open.', 'The weir was open.\n');
  await life.retract('There was no weir.');
  await life.publish('weir', { change: { kind: 'editors-note', note: 'There was one.' } });
  await life.happenedAt(times);
  stages = life.stages;
  original = `${stet.service.url}/v1/main/stories/weir`;
}, 60_000);
afterAll(() => stet.close());

async function walk(): Promise<{ readonly map: TimeMap; readonly mementos: readonly Memento[] }> {
  const timeGate = await timeGateOf(original);
  const nearest = await negotiate(timeGate, Date.parse('2022-01-01T00:00:00Z'));
  const [timeMap] = linksTo(nearest.links, 'timemap');
  const map = await timeMapOf(timeMap?.target ?? '');
  return { map, mementos: await Promise.all(map.mementos.map(({ target }) => read(target))) };
}

describe('A client that knows only RFC 7089', () => {
  it('finds every memento, each what readers were given at its time', async () => {
    const { map, mementos } = await walk();
    expect([map.original, map.timeGate]).toEqual([original, original]);
    expect(mementos.map(({ bytes, etag }) => ({ text: bytes, etag }))).toEqual(
      stages.map(({ served }) => served[json]),
    );
    const seconds = times.map((time) => Math.floor(Date.parse(time) / 1000) * 1000);
    expect(mementos.map(({ datetime }) => datetime)).toEqual(seconds);
    expect(map.mementos.map(({ datetime }) => datetime)).toEqual(seconds);
    expect(Date.parse(map.self.parameters['from'] ?? '')).toBe(seconds[0]);
    expect(Date.parse(map.self.parameters['until'] ?? '')).toBe(seconds.at(-1));
    expect(map.mementos.map(({ rels }) => rels.filter((rel) => rel !== 'memento'))).toEqual([
      ['first'],
      [],
      [],
      ['last'],
    ]);
  });

  it('is led from each memento to the original, the TimeGate, the TimeMap and its neighbours', async () => {
    const { map, mementos } = await walk();
    for (const [nth, { links }] of mementos.entries()) {
      const target = (rel: string) => linksTo(links, rel)[0]?.target;
      expect([target('original'), target('timegate'), target('timemap')]).toEqual([
        original,
        original,
        map.self.target,
      ]);
      expect(target('first')).toBe(map.mementos[0]?.target);
      expect(target('last')).toBe(map.mementos.at(-1)?.target);
      expect(target('prev')).toBe(map.mementos[nth - 1]?.target);
      expect(target('next')).toBe(map.mementos[nth + 1]?.target);
      for (const link of linksTo(links, 'memento')) {
        const listed = map.mementos.find((one) => one.target === link.target);
        expect(link.parameters['datetime']).toBe(listed?.parameters['datetime']);
      }
    }
  });

  it('gets from the TimeGate the memento of each second, and between two the earlier', async () => {
    const { map } = await walk();
    for (const [nth, { datetime, target }] of map.mementos.entries()) {
      const until = map.mementos[nth + 1]?.datetime ?? datetime + 1e9;
      for (const asked of [datetime, datetime + 1000, until - 1000]) {
        const memento = await negotiate(map.timeGate, asked);
        expect([asked, memento.address, memento.datetime]).toEqual([asked, target, datetime]);
      }
    }
    const before = await negotiate(map.timeGate, (map.mementos[0]?.datetime ?? 0) - 86_400_000);
    expect(before.address).toBe(map.mementos[0]?.target);
  });
});
