// The leaf of an event, computed again from its row as docs/ledger.md tells; the same as log.leaf and log.commitment. Pure.
import { createHash } from 'node:crypto';
import { leafOfLines, partCommitment } from '../event-store/commitment';
import { commitmentOf, keptParts, type StoredPayload } from './kept-parts';
import { partsOf } from './payload-parts';

/** A row as the log holds it; numbers as PostgreSQL writes them, so that none is rounded. */
export interface Envelope {
  readonly position: string;
  readonly stream: string;
  readonly revision: string;
  readonly type: string;
  readonly schema: string;
  readonly actor: string;
  /** Microseconds since 1970. */
  readonly recordedAt: string;
}

export function payloadCommitment({ salt, payload, parts }: StoredPayload): Buffer {
  if (parts !== '') return commitmentOf(keptParts({ salt, payload, parts }));
  const hash = createHash('sha256').update('stet-payload/v1\n');
  for (const { name, text } of partsOf(payload)) hash.update(partCommitment(salt, name, text));
  return hash.digest();
}

export function leafHash(newsroom: string, envelope: Envelope, commitment: Buffer): Buffer {
  const { position, stream, revision, type, schema, actor, recordedAt } = envelope;
  const lines = [newsroom, position, stream, revision, type, schema, actor, recordedAt];
  return Buffer.from(leafOfLines(lines, commitment), 'hex');
}
