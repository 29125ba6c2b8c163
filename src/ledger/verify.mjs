#!/usr/bin/env node
// node verify.mjs bundle.json [--key K] [--checkpoint earlier.txt]: checks an evidence bundle offline and says what it proves.
// The verify*.mjs files beside it need Node 20 and nothing else. Exit codes: 0 it holds; 1 refuted; 2 cannot be read; 3 it holds,
// but not all could be checked.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readBundle, Unreadable, verifyBundle } from './verify-bundle.mjs';
import { parseKey, Refuted } from './verify-proofs.mjs';
import { verdict } from './verify-verdict.mjs';

/** A key that was given, itself or as a file. */
function trusted(given) {
  const text = given.includes('+') ? given : read(given).trim();
  try {
    return parseKey(text).text;
  } catch (error) {
    throw new Unreadable(error.message);
  }
}

const usage = 'verify bundle.json [--key <note verifier key, or its file>]… [--checkpoint <file>]…';

function read(path) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    throw new Unreadable(`${path} cannot be read: ${error.message}`);
  }
}

function asked() {
  const several = { type: 'string', multiple: true, default: [] };
  const options = { key: several, checkpoint: several };
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    if (positionals.length === 1) return { path: positionals[0], ...values };
  } catch (error) {
    throw new Unreadable(`${error.message}\n${usage}`);
  }
  throw new Unreadable(usage);
}

try {
  const { path, key, checkpoint } = asked();
  const bundle = readBundle(read(path));
  const keys = key.map(trusted);
  const { text, code } = verdict(
    bundle,
    verifyBundle(bundle, { keys, checkpoints: checkpoint.map(read) }),
    keys.length > 0,
  );
  console.log(text);
  process.exitCode = code;
} catch (error) {
  const why =
    error instanceof Refuted ? error.message : `The events cannot be the history of an article: ${error.message}.`;
  console.log(error instanceof Unreadable ? error.message : `REFUTED: ${why}`);
  process.exitCode = error instanceof Unreadable ? 2 : 1;
}
