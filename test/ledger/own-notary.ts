// A notary of the tests' own: a key, and signed checkpoints over any leaves, by C2SP signed-note and tlog-checkpoint.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { hashOf, rootOf } from '../../src/ledger/merkle';

export interface OwnNotary {
  readonly origin: string;
  /** Note verifier key. */
  readonly key: string;
  readonly checkpoint: (leaves: readonly Buffer[], size?: number) => string;
}

export function ownNotary(origin = 'quay.example/main'): OwnNotary {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const id = createHash('sha256').update(`${origin}\n`).update(bytes).digest().subarray(0, 4);
  const checkpoint = (leaves: readonly Buffer[], size = leaves.length): string => {
    const text = `${origin}\n${size}\n${rootOf(leaves.slice(0, size)).toString('base64')}\n`;
    const signature = Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
    return `${text}\n— ${origin} ${signature}\n`;
  };
  return { origin, key: `${origin}+${id.toString('hex')}+${bytes.toString('base64')}`, checkpoint };
}

/** What `evidenceBundle` asks for, from leaves in memory. */
export const hashesIn = (leaves: readonly Buffer[]) => (ranges: readonly { start: number; end: number }[]) =>
  Promise.resolve(ranges.map(hashOf(leaves)));
