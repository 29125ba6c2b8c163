// What an audit compares the database with: keys, checkpoints and receipts that were given, else the keys in the data folder
// and the newest checkpoint that this server remembers outside the database.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Config } from '../config';
import { keyFolder } from '../identity/signing-key';
import { keptHead, keptLeaf, originOf, type KeptHead, type KeptLeaf } from '../ledger/kept-proofs';
import { LedgerKeys } from '../ledger/ledger-keys';
import { readVerifierKey, type NoteKey } from '../ledger/note';
import { RememberedHeads } from '../ledger/remembered-heads';

interface Given {
  /** Note verifier keys, or their files. */
  readonly key: readonly string[];
  /** Checkpoints and receipts. */
  readonly texts: readonly string[];
}

export interface Kept {
  readonly keys: readonly NoteKey[];
  readonly heads: readonly KeptHead[];
  readonly leaves: readonly KeptLeaf[];
  /** What was given and is not what it should be. */
  readonly flaws: readonly string[];
  /** Where the keys are from, as a sentence. */
  readonly source: string;
}

export class KeptAtHand {
  private readonly given: readonly NoteKey[];
  private readonly own: LedgerKeys | undefined;
  private readonly remembered: RememberedHeads;

  /** Throws for a key or a text that is none. */
  constructor(
    config: Pick<Config, 'dataFolder' | 'ledgerName'>,
    private readonly options: Given,
  ) {
    const folder = keyFolder(config.dataFolder);
    this.given = options.key.map(trusted);
    this.own = hasKeys(folder) ? new LedgerKeys(folder, config.ledgerName) : undefined;
    this.remembered = new RememberedHeads(folder);
    const strange = options.texts.findIndex((text) => originOf(text) === undefined);
    if (strange >= 0) throw new Error('What was given is neither a checkpoint nor a receipt.');
  }

  of(newsroom: string): Kept {
    const keys = this.given.length > 0 ? this.given : (this.own?.known(newsroom) ?? []);
    const texts = this.options.texts.filter((text) => newsroomOf(text) === newsroom);
    const heads = texts.flatMap((text, nth) => keptHead(text, keys, `the checkpoint ${nth + 1} that was given`) ?? []);
    const leaves = texts.flatMap((text, nth) => keptLeaf(text, keys, `the receipt ${nth + 1} that was given`) ?? []);
    const unsigned = texts.length - heads.length - leaves.length;
    const flaws = unsigned > 0 ? [`${unsigned} of what was given is signed by none of the keys.`] : [];
    const own = keptHead(this.remembered.of(newsroom) ?? '', keys, 'the checkpoint that this server remembers');
    return { keys, heads: own ? [...heads, own] : heads, leaves, flaws, source: this.source() };
  }

  /** What was given of newsrooms that are not there, as sentences. */
  lost(newsrooms: readonly string[]): string[] {
    const origins = this.options.texts.filter((text) => !newsrooms.includes(newsroomOf(text))).map(originOf);
    return origins.map((origin) => `REFUTED: ${origin} was signed, and no such newsroom is there.`);
  }

  private source(): string {
    return this.given.length > 0
      ? 'The keys are those that were given.'
      : 'WARNING: the keys are those of the data folder itself. Whoever can change that can have made them: give --key.';
  }
}

const newsroomOf = (text: string): string => originOf(text)?.split('/').at(-1) ?? '';

const hasKeys = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => /^ledger-\d+\.(?:pem|pub)$/.test(name));

function trusted(given: string): NoteKey {
  const key = readVerifierKey(given.includes('+') ? given : readFileSync(given, 'utf8'));
  if (!key) throw new Error(`${given} is no note verifier key.`);
  return key;
}
