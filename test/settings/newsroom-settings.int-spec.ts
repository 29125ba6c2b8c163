// What a process knows of the settings: current by one look at the log, known without any.
import { uuidv7 } from 'uuidv7';
import { ChangeSettings, ChangeSettingsHandler } from '../../src/settings/change-settings';
import { NewsroomSettings } from '../../src/settings/newsroom-settings';
import { initialSettings, type SettingsChange } from '../../src/settings/settings';
import { givenStore, type GivenStore } from '../event-store/given';

let given: GivenStore;
let settings: NewsroomSettings;
/** Another server's. */
let others: NewsroomSettings;
let change: (wanted: SettingsChange) => Promise<unknown>;

beforeAll(async () => {
  given = await givenStore();
  const there = await given.another();
  [settings, others] = [new NewsroomSettings(given.store), new NewsroomSettings(there.store)];
  const handler = new ChangeSettingsHandler(there.store, others);
  const told = { by: { sub: 'ida', name: 'Ida Holm', role: 'admin' as const } };
  change = (wanted) => handler.execute(new ChangeSettings('main', wanted, { commandId: uuidv7(), told }));
});
afterAll(() => {
  settings.beforeApplicationShutdown();
  return given.close();
});

/** How often the log is read meanwhile. */
async function reads(work: () => Promise<unknown>): Promise<number> {
  const read = jest.spyOn(given.store, 'readStream');
  await work();
  const { length } = read.mock.calls;
  read.mockRestore();
  return length;
}

describe('the settings that a process asks for', () => {
  it('are the initial ones where nothing was changed', async () => {
    expect(await settings.current('main')).toEqual(initialSettings);
  });

  it('are current by one look at the log', async () => {
    await change({ language: 'nl' });
    expect(await reads(async () => expect((await settings.current('main')).language).toBe('nl'))).toBe(1);
  });

  it('are known without one, as they were when somebody looked', async () => {
    await change({ language: 'fy' });
    expect(await reads(async () => expect((await settings.known('main')).language).toBe('nl'))).toBe(0);
    expect(settings.origins('main')).toEqual([]);
  });

  it('are looked at when word of another server’s append arrives, but not for each', async () => {
    await settings.onApplicationBootstrap();
    expect((await settings.known('main')).language).toBe('fy');
    await change({ language: 'frr' });
    const looks = await reads(async () => {
      for (let nth = 1; nth <= 100; nth++) given.store.announce('main', nth, 'of others');
      for (let nth = 1; nth <= 100; nth++) given.store.announce('main', nth, { streamId: 'x', types: [] });
      while ((await settings.known('main')).language !== 'frr') await new Promise(setImmediate);
    });
    expect(looks).toBe(1);
  });

  it('are remembered by who changed them', async () => {
    await change({ language: 'de' });
    expect((await others.known('main')).language).toBe('de');
  });

  it('never go back to what was known before', async () => {
    const old = { settings: initialSettings, revision: 1, position: 1 };
    expect(others.remember('main', old).settings.language).toBe('de');
    expect((await others.known('main')).language).toBe('de');
  });
});
