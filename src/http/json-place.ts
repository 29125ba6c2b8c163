// Where JSON text stops being JSON (RFC 8259): asked only after JSON.parse refused it, because its own messages quote the
// text, which has no business in an answer or a log.

const token =
  /[{}[\],:]|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y; // eslint-disable-line no-control-regex

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end' | 'end';

/** Line and column, from 1, of the first token that cannot stand there; the end where something is missing. */
export function placeOfFault(text: string): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offsetOfFault(text)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function offsetOfFault(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, token.lastIndex)) {
    token.lastIndex = at;
    const found: string | undefined = token.exec(text)?.[0];
    const next: Expected | undefined = found === undefined ? undefined : step(found, expected, open);
    if (next === undefined) return at;
    expected = next;
  }
  return text.length;
}

/** What may follow; undefined when the token may not stand here. Keeps the brackets that are open. */
function step(found: string, expected: Expected, open: string[]): Expected | undefined {
  if (found === '}' || found === ']') return closes(found, expected, open) ? after(open) : undefined;
  if (found === ':') return expected === ':' ? 'value' : undefined;
  if (found === ',') return expected === ', or end' ? (open.at(-1) === '{' ? 'name' : 'value') : undefined;
  if (expected === 'name' || expected === 'name or }') return found.startsWith('"') ? ':' : undefined;
  if (expected !== 'value' && expected !== 'value or ]') return undefined;
  if (found !== '{' && found !== '[') return after(open);
  open.push(found);
  return found === '{' ? 'name or }' : 'value or ]';
}

function closes(found: string, expected: Expected, open: string[]): boolean {
  const empty = found === '}' ? 'name or }' : 'value or ]';
  if (expected !== ', or end' && expected !== empty) return false;
  return open.pop() === (found === '}' ? '{' : '[');
}

const after = (open: readonly string[]): Expected => (open.length === 0 ? 'end' : ', or end');

function skipSpace(text: string, from: number): number {
  let at = from;
  while (' \t\n\r'.includes(text.charAt(at)) && at < text.length) at += 1;
  return at;
}
