// Settings as events: what a change decides, and what the events fold to.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '../../src/event-store/stored-event';
import {
  changeSettings,
  initialRevision,
  initialSettings,
  settingsStream,
  type Settings,
  type SettingsChange,
} from '../../src/settings/settings';
import { foldSettings, toPayload } from '../../src/settings/settings-codec';

const told = { by: { sub: 'ida', name: 'Ida Holm', role: 'admin' as const }, note: 'Board of May' };
const decide = (change: SettingsChange, settings: Settings = initialSettings) => changeSettings(settings, change, told);
const stored = (change: SettingsChange, nth: number, settings?: Settings): StoredEvent[] =>
  decide(change, settings).map((event) => ({
    ...(JSON.parse(JSON.stringify(toPayload(event))) as ReturnType<typeof toPayload>),
    newsroom: 'main',
    position: 10 * nth,
    streamId: settingsStream('main'),
    revision: nth,
    actor: 'a',
    recordedAt: '2026-05-04T10:00:00.000Z',
    hash: '',
  }));

const everything: Settings = {
  review: 'required',
  fourEyes: true,
  severities: { 'uncited-quote': 'error', 'label-gap': 'off' },
  waivers: { 'label-gap': 'editor' },
  publicHistory: 'notes',
  origins: ['https://desk.example', '*'],
  timeZone: 'Europe/Berlin',
  language: 'de',
  policies: { corrections: 'https://paper.example/corrections' },
};

describe('the settings of a newsroom', () => {
  it('start with review optional, no four eyes, UTC, English and all history public', () => {
    expect(foldSettings(initialRevision, [])).toMatchObject({
      revision: 0,
      position: 0,
      settings: { review: 'optional', fourEyes: false, timeZone: 'UTC', language: 'en', publicHistory: 'all' },
    });
  });

  it('are, after the event of a change, what was asked for', () => {
    const after = foldSettings(initialRevision, stored(everything, 1));
    expect(after).toEqual({ settings: everything, revision: 1, position: 10 });
  });

  it('change only where a member differs, and say which', () => {
    const [event] = decide({ language: 'nl', fourEyes: false, severities: {} });
    expect(event).toEqual({ type: 'settings-changed', ...told, changed: { language: 'nl' } });
  });

  it('do not change where nothing differs, whatever the order of names', () => {
    const severities = { 'label-gap': 'off', 'uncited-quote': 'error' } as const;
    expect(decide({ ...everything, severities }, everything)).toEqual([]);
    expect(decide({})).toEqual([]);
  });

  it('go back to what they were initially by null, which the event tells as a value', () => {
    const [event] = decide({ language: null, policies: null, review: null }, everything);
    expect(event?.changed).toEqual({ language: 'en', policies: {}, review: 'optional' });
  });

  it('have objects and lists replaced whole', () => {
    const [event] = decide({ severities: { 'body-empty': 'warning' }, origins: ['*'] }, everything);
    expect(event?.changed).toEqual({ severities: { 'body-empty': 'warning' }, origins: ['*'] });
  });

  it('hold each changed member as a part of its own, beside who and why', () => {
    const [event] = stored({ language: 'nl', timeZone: 'Europe/Amsterdam' }, 1);
    expect(event?.payload).toEqual({ ...told, timeZone: 'Europe/Amsterdam', language: 'nl' });
  });

  it('fold also where a part was erased', () => {
    const [event] = stored({ language: 'nl' }, 1);
    const erased = { ...(event as StoredEvent), payload: {} };
    expect(foldSettings(initialRevision, [erased])).toEqual({ settings: initialSettings, revision: 1, position: 10 });
  });

  it('of the first release still fold', () => {
    const path = join(__dirname, 'stored-events/settings-changed-1.json');
    const event = JSON.parse(readFileSync(path, 'utf8')) as StoredEvent;
    expect(foldSettings(initialRevision, [event])).toEqual({ settings: everything, revision: 1, position: 7 });
  });

  it('have a stream of their own in each newsroom, the same for ever', () => {
    expect(settingsStream('main')).toBe('a2d3a191-a5c2-86df-9f6b-6df97de57984');
    expect(settingsStream('sports')).not.toBe(settingsStream('main'));
  });

  it('are told in docs/events.md', () => {
    const page = readFileSync(join(__dirname, '../../docs/events.md'), 'utf8');
    const row = page.split('\n').find((line) => line.startsWith('| `settings-changed` |')) ?? '';
    for (const name of Object.keys(initialSettings)) expect(row).toContain(`\`${name}\``);
  });
});
