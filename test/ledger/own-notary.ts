// A notary of the tests' own: a key, and signed checkpoints over any leaves, by C2SP signed-note and tlog-checkpoint.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { hashOf, rootOf } from '../../src/ledger/merkle';

export interface OwnNotary {
  readonly origin: string;
  /** Note verifier key. */
  readonly key: string;
  readonly receipt: (of: { position: number; revision: number; leaf: string }) => string;
  readonly checkpoint: (leaves: readonly Buffer[], size?: number) => string;
}

export function ownNotary(origin = 'quay.example/main'): OwnNotary {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const bytes = Buffer.concat([Buffer.of(1), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)]);
  const id = createHash('sha256').update(`${origin}\n`).update(bytes).digest().subarray(0, 4);
  const signatureOf = (text: string): string =>
    Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
  const receipt = ({ position, revision, leaf }: { position: number; revision: number; leaf: string }): string => {
    const recorded = '2026-11-24T12:00:00.000Z';
    const sig = signatureOf(`stet-receipt/v1\n${origin}\n${position}\n${revision}\n${recorded}\n${leaf}\n`);
    return `v=1, origin="${origin}", position=${position}, revision=${revision}, recorded="${recorded}", leaf="${leaf}", sig=(:${sig}:)`;
  };
  const checkpoint = (leaves: readonly Buffer[], size = leaves.length): string => {
    const text = `${origin}\n${size}\n${rootOf(leaves.slice(0, size)).toString('base64')}\n`;
    return `${text}\n— ${origin} ${signatureOf(text)}\n`;
  };
  return { origin, key: `${origin}+${id.toString('hex')}+${bytes.toString('base64')}`, receipt, checkpoint };
}

/** What `evidenceBundle` asks for, from leaves in memory. */
export const hashesIn = (leaves: readonly Buffer[]) => (ranges: readonly { start: number; end: number }[]) =>
  Promise.resolve(ranges.map(hashOf(leaves)));
