// The gate's look at licences: what is not known to be allowed stops it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const script = join(__dirname, '../.ci/licences.mjs');
const development = [{ name: 'cdx:npm:package:development', value: 'true' }];

const judged = (...components: object[]) => {
  const input = JSON.stringify({ bomFormat: 'CycloneDX', components });
  const { status, stderr } = spawnSync(process.execPath, [script], { input, encoding: 'utf8' });
  return { status, stderr };
};
const component = (licence: string | undefined, more: object = {}) => ({
  name: 'paper',
  version: '1.0.0',
  ...(licence !== undefined && {
    licenses: [/\s/.test(licence) ? { expression: licence } : { license: { id: licence } }],
  }),
  ...more,
});

describe('the licences of dependencies', () => {
  it.each(['MIT', 'Apache-2.0 AND MIT', '(MIT OR GPL-3.0-only)', '(MIT AND Zlib)'])('may be %s', (licence) => {
    expect(judged(component(licence)).status).toBe(0);
  });

  it.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', '(AGPL-3.0-only OR GPL-3.0-only)', 'MPL-2.0', undefined])(
    'may not be %s',
    (licence) => {
      const { status, stderr } = judged(component('MIT'), component(licence));
      expect([status, stderr]).toEqual([1, expect.stringContaining('paper@1.0.0')]);
    },
  );

  it('may be wider of what is only used in development', () => {
    expect(judged(component('MPL-2.0', { properties: development })).status).toBe(0);
    expect(judged(component('GPL-3.0-only', { properties: development })).status).toBe(1);
  });

  it('are not those of a list that is empty', () => {
    expect(judged().status).toBe(1);
  });
});
