// An archive where it lies, as what it is.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportedFrom } from '../articles/events';
import type { Archive } from './archive';
import { openGit, type GitRules } from './git-archive';
import { openMediaWiki } from './mediawiki-archive';
import { openNinjs } from './ninjs-archive';
import { openWire } from './wire-archive';
import { openWordPress } from './wordpress-archive';
import { rootOf } from './xml-pieces';

type Format = ImportedFrom['format'];

export interface ArchiveRules extends GitRules {
  /** BCP 47, of texts that do not say theirs. */
  readonly language?: string;
  /** As what it is read; what it looks like unless given. */
  readonly format?: Format;
}

const openers: Readonly<Record<Format, (path: string, rules: ArchiveRules) => Promise<Archive>>> = {
  git: openGit,
  wire: openWire,
  mediawiki: openMediaWiki,
  wordpress: openWordPress,
  ninjs: openNinjs,
};

/** Throws a sentence where there is none. */
export async function openArchive(path: string, rules: ArchiveRules): Promise<Archive> {
  if (!existsSync(path)) throw new Error(`There is nothing at ${path}.`);
  const format = rules.format ?? (await looksLike(path));
  if (!format) throw new Error(`What lies at ${path} is no archive that is known here; --format says what it is.`);
  return openers[format](path, rules);
}

async function looksLike(path: string): Promise<Format | undefined> {
  if (!statSync(path).isDirectory()) return fileLooksLike(path);
  const isBare = existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects'));
  if (existsSync(join(path, '.git')) || isBare) return 'git';
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return names.some((name) => /\.json$/i.test(name)) ? 'ninjs' : 'wire';
}

async function fileLooksLike(path: string): Promise<Format | undefined> {
  if (/\.json$/i.test(path)) return 'ninjs';
  if (!/\.xml(?:\.gz)?$/i.test(path)) return undefined;
  const root = await rootOf(path);
  return root === undefined ? undefined : root === 'mediawiki' ? 'mediawiki' : 'wordpress';
}
