// The offline verifier as its users run it, plain node on the files as they are; and its functions, for many cases at once.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const folder = resolve(__dirname, '../../src/ledger');

export interface Verdict {
  readonly code: number | null;
  readonly said: string;
}

/** `files` are written into a folder of their own and named in the arguments as `@name`. */
export function runVerifier(files: Readonly<Record<string, string>>, ...words: string[]): Verdict {
  const place = mkdtempSync(join(tmpdir(), 'stet-verify-'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, name), text);
  const parameters = words.map((word) => (word.startsWith('@') ? join(place, word.slice(1)) : word));
  const ran = spawnSync(process.execPath, [join(folder, 'verify.mjs'), ...parameters], { encoding: 'utf8' });
  rmSync(place, { recursive: true });
  return { code: ran.status, said: ran.stdout + ran.stderr };
}

export interface Given {
  readonly keys?: readonly string[];
  readonly checkpoints?: readonly string[];
  readonly receipts?: readonly string[];
}

interface Files {
  readonly readBundle: (text: string) => unknown;
  readonly verifyBundle: (bundle: unknown, given: Required<Given>) => unknown;
  readonly verdict: (bundle: unknown, checked: unknown, pinned: boolean) => { readonly text: string; readonly code: number }; // prettier-ignore
}

/** What verify.mjs does with its arguments, without a process for each. */
export async function verifierInProcess(): Promise<(text: string, given?: Given) => Verdict> {
  const load = (name: string): Promise<Files> => import(join(folder, name)) as Promise<Files>;
  const { readBundle, verifyBundle } = await load('verify-bundle.mjs');
  const { verdict } = await load('verify-verdict.mjs');
  return (text, { keys = [], checkpoints = [], receipts = [] } = {}) => {
    try {
      const bundle = readBundle(text);
      const { text: said, code } = verdict(
        bundle,
        verifyBundle(bundle, { keys, checkpoints, receipts }),
        keys.length > 0,
      );
      return { code, said };
    } catch (error) {
      return { code: 1, said: String(error) };
    }
  };
}
