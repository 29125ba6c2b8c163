// Whoever has docs/ledger.md, a checkpoint and `openssl` needs nothing of ours: the commands are those of the page.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ownNotary } from './own-notary';

const page = readFileSync(resolve(__dirname, '../../docs/ledger.md'), 'utf8');
const given = (name: string) => new RegExp(`^\`\`\`\\w+ ${name}\\n([^]*?)^\`\`\`$`, 'm').exec(page)?.[1] ?? '';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '';
const hasEd25519 = /^OpenSSL (1\.1\.1|[3-9])/.test(version);
const withOpenssl = hasEd25519 ? it : it.skip;

function verified(checkpoint: string, key: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'stet-openssl-'));
  writeFileSync(join(folder, 'checkpoint'), checkpoint);
  writeFileSync(join(folder, 'key'), key);
  const { status, stdout } = spawnSync('sh', ['-ec', given('openssl')], { cwd: folder, encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return status === 0 && stdout.includes('Signature Verified Successfully');
}

describe('openssl 1.1.1 or later, by the commands of docs/ledger.md', () => {
  withOpenssl('verifies the checkpoint of the page with its key', () => {
    expect(verified(given('checkpoint'), given('key'))).toBe(true);
  });

  withOpenssl('verifies a checkpoint of another log, and none that was changed or is of another key', () => {
    const [own, other] = [ownNotary(), ownNotary()];
    const checkpoint = own.checkpoint([Buffer.alloc(32, 1), Buffer.alloc(32, 2)]);
    expect(verified(checkpoint, own.key)).toBe(true);
    expect(verified(checkpoint.replace(/^2$/m, '3'), own.key)).toBe(false);
    expect(verified(checkpoint, other.key)).toBe(false);
  });
});
