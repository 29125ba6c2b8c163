// An archive where it lies, as what it is.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedFrom } from '../articles/events';
import type { Archive } from './archive';
import { openGit, type GitRules } from './git-archive';
import { openWire } from './wire-archive';

type Format = ImportedFrom['format'];

export interface ArchiveRules extends GitRules {
  /** BCP 47, of texts that do not say theirs. */
  readonly language?: string;
  /** As what it is read; what it looks like unless given. */
  readonly format?: Format;
}

const openers: Readonly<Record<Format, ((path: string, rules: ArchiveRules) => Promise<Archive>) | undefined>> = {
  git: openGit,
  wire: openWire,
  mediawiki: undefined,
  wordpress: undefined,
  ninjs: undefined,
};

/** Throws a sentence where there is none. */
export async function openArchive(path: string, rules: ArchiveRules): Promise<Archive> {
  if (!existsSync(path)) throw new Error(`There is nothing at ${path}.`);
  const format = rules.format ?? looksLike(path);
  const open = format && openers[format];
  if (!open) throw new Error(`What lies at ${path} is no archive that is known here; --format says what it is.`);
  return open(path, rules);
}

function looksLike(path: string): Format | undefined {
  if (!statSync(path).isDirectory()) return undefined;
  const isBare = existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'));
  if (existsSync(join(path, '.git')) || isBare) return 'git';
  return 'wire';
}
