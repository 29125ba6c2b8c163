// The revision corpus that developers and CI have beside the project. Tests that need it are skipped by name without it.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

export interface CorpusStory {
  readonly slug: string;
  readonly revisions: readonly CorpusRevision[];
}

export interface CorpusRevision {
  readonly author: string;
  /** RFC 3339. */
  readonly date: string;
  readonly note: string;
  readonly path: string;
  readonly text: string;
}

const file = resolve(__dirname, '../../shared/corpus/revisions.ndjson.br');

/** `describe` where ../shared/corpus is there, else `describe.skip`; benches, which have neither, read the corpus too. */
export const describeWithCorpus = existsSync(file) ? globalThis.describe : globalThis.describe?.skip;

/** Every story with its revisions, oldest first; none without the corpus. */
export function corpusStories(): readonly CorpusStory[] {
  if (!existsSync(file)) return [];
  const lines = brotliDecompressSync(readFileSync(file)).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as CorpusStory);
}
