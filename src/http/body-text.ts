// Bodies as the outside sends them, to text and JSON: refused at the door is whatever would break something further in.
import { isUtf8 } from 'node:buffer';
import { Rejection } from '../errors';
import { placeOfFault } from './json-place';

/** Levels of arrays and objects that a JSON body may nest. */
export const deepest = 32;

/** The text, verbatim: a byte order mark stays. Throws `malformed-body` for what is not UTF-8 or holds NUL. */
export function readText(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new Rejection('malformed-body', 'The body is not well-formed UTF-8.');
  // PostgreSQL has no text with NUL.
  if (bytes.includes(0)) throw new Rejection('malformed-body', 'The body holds a NUL character.');
  return bytes.toString('utf8');
}

/** The value; undefined for an empty body. Throws `malformed-body`. */
export function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const text = readText(bytes);
  // Before JSON.parse, which takes 100,000 levels: what walks the value later would overflow the stack.
  if (isDeeperThan(deepest, bytes)) {
    throw new Rejection('malformed-body', `The body is nested deeper than ${deepest} levels.`);
  }
  const value = parse(text);
  // Escapes make of plain ASCII what the bytes did not show.
  if (text.includes('\\') || mayPollute(text)) refuseHostile(value);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = placeOfFault(text);
    throw new Rejection('malformed-body', `The body is not JSON: line ${line}, column ${column}.`, { line, column });
  }
}

/** Brackets inside strings do not count. */
function isDeeperThan(limit: number, bytes: Buffer): boolean {
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfString(bytes, at);
    else if (byte === openBrace || byte === openBracket) depth += 1;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
    if (depth > limit) return true;
  }
  return false;
}

function endOfString(bytes: Buffer, start: number): number {
  let at = bytes.indexOf(quote, start + 1);
  while (at !== -1 && isEscaped(bytes, at)) at = bytes.indexOf(quote, at + 1);
  return at === -1 ? bytes.length : at;
}

function isEscaped(bytes: Buffer, at: number): boolean {
  let first = at;
  while (bytes[first - 1] === backslash) first -= 1;
  return (at - first) % 2 === 1;
}

const quote = 0x22;
const backslash = 0x5c;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

const mayPollute = (text: string): boolean => text.includes('__proto__') || text.includes('"constructor"');

/** Recursion is bounded: the depth was checked before. */
function refuseHostile(value: unknown): void {
  if (typeof value === 'string') return refuseText(value);
  if (Array.isArray(value)) return value.forEach(refuseHostile);
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    refuseText(name);
    if (name === '__proto__' || (name === 'constructor' && hasPrototype(member))) {
      throw new Rejection('malformed-body', `The body holds a member that no body may hold: ${name}.`);
    }
    refuseHostile(member);
  }
}

function refuseText(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw new Rejection('malformed-body', 'The body holds half of a surrogate pair.');
  if (text.includes('\0')) throw new Rejection('malformed-body', 'The body holds a NUL character.');
}

const hasPrototype = (member: unknown): boolean =>
  typeof member === 'object' && member !== null && Object.hasOwn(member, 'prototype');
