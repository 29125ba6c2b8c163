// A receipt: the server's signed promise that an event will be in the ledger as it was answered. Pure.
import { signatureSoon, type NoteSigner } from './note';
import type { Leaf } from '../event-store/recent-leaves';

export interface Receipt extends Leaf {
  readonly newsroom: string;
  /** The log's name in its checkpoints. */
  readonly origin: string;
}

/** What is signed, line by line. */
export function receiptText({ origin, position, revision, recordedAt, hash }: Omit<Receipt, 'newsroom'>): string {
  return `stet-receipt/v1\n${origin}\n${position}\n${revision}\n${recordedAt}\n${hash}\n`;
}

/** The header's value, a dictionary of RFC 9651: the members of the text, and a signature of each key that signs. */
export async function receiptHeader(
  receipt: Omit<Receipt, 'newsroom'>,
  signers: readonly NoteSigner[],
): Promise<string> {
  const { origin, position, revision, recordedAt, hash } = receipt;
  const text = receiptText(receipt);
  const bytes = await Promise.all(signers.map((signer) => signatureSoon(signer, text)));
  const signatures = bytes.map((signature) => `:${signature.toString('base64')}:`).join(' ');
  return `v=1, origin="${origin}", position=${position}, revision=${revision}, recorded="${recordedAt}", leaf="${hash}", sig=(${signatures})`;
}
