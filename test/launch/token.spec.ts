import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { actorIn } from '../../src/identity/claims';
import { Tokens } from '../../src/identity/tokens';
import { tokenFor } from '../../src/launch/token';

const folder = mkdtempSync(join(tmpdir(), 'stet-token-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ana = ['--sub', 'ana', '--role', 'editor'];

describe('The token command', () => {
  it('makes a token that the server of the same folder takes, whichever of them made the key', async () => {
    const token = await tokenFor(ana, { STET_DATA: folder });
    const claims = await Tokens.of({ dataFolder: folder }).verify(token);
    expect(actorIn(claims, 'main')).toEqual({ sub: 'ana', name: 'ana', roles: ['editor'], expires: claims.expires });
  });

  it('takes several roles and newsrooms, and a name', async () => {
    const more = ['--role', 'auditor', '--newsroom', 'north', '--newsroom', 'south', '--name', 'Ana'];
    const claims = await Tokens.of({ dataFolder: folder }).verify(
      await tokenFor([...ana, ...more], { STET_DATA: folder }),
    );
    expect([...claims.newsrooms.keys()]).toEqual(['north', 'south']);
    expect(actorIn(claims, 'south')).toMatchObject({ sub: 'ana', name: 'Ana', roles: ['editor', 'auditor'] });
  });

  it.each([
    ['an unknown role', ['--sub', 'ana', '--role', 'boss'], {}, /^--role is "boss", but has to be one of reporter, /],
    ['an endless token', [...ana, '--days', '99999'], {}, /^--days is "99999"/],
    ['a server of another issuer', ana, { OIDC_ISSUER: 'https://login.example' }, /^OIDC_ISSUER is set: only tokens/],
  ])('refuses %s with a sentence', async (_, args, env, sentence) => {
    await expect(tokenFor(args, { STET_DATA: folder, ...env })).rejects.toThrow(sentence);
  });
});
