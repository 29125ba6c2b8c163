// What may stand inside the members of the settings, and what is said of the rest.
import { isTimeZone } from '../../src/http/formats';
import { invalidMembers } from '../../src/settings/invalid-members';
import type { SettingsChange } from '../../src/settings/settings';

const codes = ['label-gap', 'uncited-quote'];
const pathsOf = (change: object) => invalidMembers(change as SettingsChange, codes).map(({ path }) => path);

describe('a change of settings', () => {
  it('that is in order has nothing said of it', () => {
    const change = {
      severities: { 'label-gap': 'off', 'uncited-quote': 'error' },
      waivers: { 'label-gap': 'editor', 'uncited-quote': 'nobody' },
      origins: ['*', 'https://desk.example', 'https://desk.example:8443', 'https://xn--bcher-kva.example'],
      policies: { corrections: 'https://paper.example/corrections', 'ethics-code': 'https://paper.example/e?x=1#y' },
    };
    expect(pathsOf(change)).toEqual([]);
    expect(pathsOf({ severities: null, waivers: null, origins: null, policies: null })).toEqual([]);
  });

  it.each([
    [{ severities: { 'label-gap': 'fatal' } }, 'severities.label-gap'],
    [{ severities: { 'no-such-finding': 'off' } }, 'severities.no-such-finding'],
    [{ severities: { toString: 'off' } }, 'severities.toString'],
    [{ severities: { 'label-gap': null } }, 'severities.label-gap'],
    [{ waivers: { 'label-gap': 'reporter' } }, 'waivers.label-gap'],
    [{ waivers: { other: 'editor' } }, 'waivers.other'],
    [{ origins: ['https://a.example', 'http://b.example'] }, 'origins[1]'],
    [{ origins: ['https://a.example/'] }, 'origins[0]'],
    [{ origins: ['https://a.example/path'] }, 'origins[0]'],
    [{ origins: ['https://a.example:443'] }, 'origins[0]'],
    [{ origins: ['https://A.example'] }, 'origins[0]'],
    [{ origins: ['https://*.example'] }, 'origins[0]'],
    [{ origins: ['https://me@a.example'] }, 'origins[0]'],
    [{ origins: ['null'] }, 'origins[0]'],
    [{ origins: [7] }, 'origins[0]'],
    [{ policies: { ethics: 'http://paper.example/' } }, 'policies.ethics'],
    [{ policies: { ethics: 'paper.example' } }, 'policies.ethics'],
    [{ policies: { ethics: 'https://paper.example/a b' } }, 'policies.ethics'],
    [{ policies: { ethics: 'https://me:secret@paper.example/' } }, 'policies.ethics'],
    [{ policies: { ethics: 3 } }, 'policies.ethics'],
    [{ policies: { 'no spaces': 'https://paper.example/' } }, 'policies.no spaces'],
    [
      { policies: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`p${n}`, 'https://a.example/'])) },
      'policies',
    ],
  ])('is refused by the path of what is wrong: %j', (change, path) => {
    expect(pathsOf(change)).toEqual([path]);
  });
});

describe('a time zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Asia/Kolkata'])('is %s', (zone) => {
    expect(isTimeZone(zone)).toBe(true);
  });
  it.each(['', 'Mars/Olympus', '+01:00', '-0500', 'Europe', 'Europe/Berlin ', 7, null])('is not %j', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  });
});
