// node verify.mjs bundle.json: checks an article's evidence offline and says what it proves (docs/evidence.md). The verify*.mjs
// files need Node 20 and nothing else. Exit codes: 0 it holds; 1 refuted; 2 cannot be read; 3 not all could be checked.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBundle, Unreadable, verifyBundle } from './verify-bundle.mjs';
import { parseKey, Refuted } from './verify-proofs.mjs';
import { verdict } from './verify-verdict.mjs';

const usage = 'verify bundle.json [--key <note verifier key, or its file>] [--checkpoint <file>] [--receipt <file>]';
function read(path) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    throw new Unreadable(`${path} cannot be read: ${error.message}`);
  }
}

/** A key that was given, itself or as a file. */
function trusted(given) {
  const text = given.includes('+') ? given : read(given).trim();
  try {
    return parseKey(text).text;
  } catch (error) {
    throw new Unreadable(error.message);
  }
}

function main() {
  const several = { type: 'string', multiple: true, default: [] };
  const options = { key: several, checkpoint: several, receipt: several };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  if (positionals.length !== 1) throw new Unreadable(`Usage: ${usage}`);
  const bundle = readBundle(read(positionals[0]));
  const [checkpoints, receipts] = [values.checkpoint.map(read), values.receipt.map(read)];
  const given = { keys: values.key.map(trusted), checkpoints, receipts };
  return verdict(bundle, verifyBundle(bundle, given), given.keys.length > 0);
}

let said;
try {
  said = main();
} catch (error) {
  const unreadable = error instanceof Unreadable || error.code?.startsWith('ERR_PARSE_ARGS');
  const why = error instanceof Refuted ? error.message : `These events are no article's history (${error.message}).`;
  said = unreadable ? { text: error.message, code: 2 } : { text: `REFUTED: ${why}`, code: 1 };
}
console.log(said.text);
process.exitCode = said.code;
