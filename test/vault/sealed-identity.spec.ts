// Identities under lock: nobody opens them without the vault's key, or at another place.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openIdentity, rewrap, sealIdentity, type IdentityPlace } from '../../src/vault/sealed-identity';
import { VaultKeys } from '../../src/vault/vault-keys';

const place: IdentityPlace = { newsroom: 'main', article: 'article', id: 'one' };
const name = 'Jean Canary, 06 12 34 56 78';

let folder: string;
let keys: VaultKeys;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stet-vault-'));
  keys = new VaultKeys(join(folder, 'keys'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a sealed identity', () => {
  it('is opened by the key that wrapped it', () => {
    for (const identity of [name, 'x', 'é'.repeat(10_000)])
      expect(openIdentity(sealIdentity(identity, place, keys.present()), place, keys.present())).toBe(identity);
  });

  it('is another ciphertext each time, of a length that tells short names from each other in nothing', () => {
    const [one, other] = [sealIdentity(name, place, keys.present()), sealIdentity(name, place, keys.present())];
    expect(one.sealed.equals(other.sealed) || one.wrappedKey.equals(other.wrappedKey)).toBe(false);
    expect(sealIdentity('Al', place, keys.present()).sealed.length).toBe(one.sealed.length);
    expect(one.sealed.includes('Canary')).toBe(false);
  });

  it.each([
    ['newsroom', { newsroom: 'sport' }],
    ['article', { article: 'another' }],
    ['source', { id: 'two' }],
  ])('is not opened in the place of another %s', (_, other) => {
    const sealed = sealIdentity(name, place, keys.present());
    expect(() => openIdentity(sealed, { ...place, ...other }, keys.present())).toThrow();
  });

  it('is not opened with the wrapped key of another, nor when a bit of it changed', () => {
    const [one, other] = [sealIdentity(name, place, keys.present()), sealIdentity(name, place, keys.present())];
    expect(() => openIdentity({ ...one, wrappedKey: other.wrappedKey }, place, keys.present())).toThrow();
    for (const at of [0, 20, one.sealed.length - 1]) {
      const changed = Buffer.from(one.sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => openIdentity({ ...one, sealed: changed }, place, keys.present())).toThrow();
    }
  });

  it('is opened by the new key once it is wrapped by that, and by the old one no more', () => {
    const sealed = sealIdentity(name, place, keys.present());
    const rotated = keys.rotate();
    const again = rewrap(sealed, place, rotated);
    expect(openIdentity(again, place, rotated.to)).toBe(name);
    expect(again.sealed.equals(sealed.sealed)).toBe(true);
    expect(() => openIdentity(again, place, rotated.from)).toThrow();
  });
});

describe("the vault's keys", () => {
  it('are made on first use, for their owner alone', () => {
    keys.present();
    expect(statSync(join(folder, 'keys', 'vault.key')).mode & 0o777).toBe(0o600);
    expect(keys.present().id).toBe(new VaultKeys(join(folder, 'keys')).present().id);
  });

  it('are kept when they are replaced', () => {
    const { from, to } = keys.rotate();
    expect([keys.present().id, keys.byId(from.id)?.id, keys.byId('0')]).toEqual([to.id, from.id, undefined]);
    expect(readdirSync(join(folder, 'keys')).sort()).toEqual([`vault-${from.id}.key`, 'vault.key']);
    expect(statSync(join(folder, 'keys', `vault-${from.id}.key`)).mode & 0o777).toBe(0o600);
  });
});
