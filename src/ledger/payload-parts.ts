// A stored payload as its parts: each with its own salt, which tells nothing of the others'. Pure.
import { createHash } from 'node:crypto';

/** A top-level member of a payload: its name with JSON escapes undone, its text exactly the JSON text that is stored. */
export interface Part {
  readonly name: string;
  readonly text: string;
}

/** The salt of one part of an event, hex: with it that part can be shown, and none else be guessed at. */
export function partSalt(eventSalt: Buffer, name: string): string {
  return createHash('sha256').update('stet-part-salt/v1\n').update(eventSalt).update(name).digest('hex');
}

const space = /[ \t\r\n]*/y;
const string = /"(?:[^"\\]|\\.)*"/y;
/** What can stand in a value between its brackets. */
const inside = /"(?:[^"\\]|\\.)*"|[[\]{}]|[^"[\]{},]+|,/y;

/** The parts in stored order. The text has to be a JSON object, as the log's column sees to. */
export function partsOf(payload: string): Part[] {
  const parts: Part[] = [];
  let at = after(space, payload, payload.indexOf('{') + 1);
  while (payload[at] === '"') {
    const nameEnd = after(string, payload, at);
    const name = JSON.parse(payload.slice(at, nameEnd)) as string;
    const start = after(space, payload, after(space, payload, nameEnd) + 1);
    const end = valueEnd(payload, start);
    parts.push({ name, text: payload.slice(start, end).trimEnd() });
    at = payload[end] === ',' ? after(space, payload, end + 1) : payload.length;
  }
  return parts;
}

/** Where the value that begins there has ended: at the comma or the bracket behind it. */
function valueEnd(payload: string, start: number): number {
  let [at, depth] = [start, 0];
  while (at < payload.length) {
    const next = payload.charAt(at);
    if (depth === 0 && (next === ',' || next === '}')) return at;
    if (next === '{' || next === '[') depth += 1;
    if (next === '}' || next === ']') depth -= 1;
    at = after(inside, payload, at);
  }
  return at;
}

function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
