// An XML file of any size, piece by piece: elements that hold others are told of as they begin and end, all others as a whole.
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text, without that of elements in it. */
  readonly text: string;
  readonly children: readonly XmlElement[];
  /** Where it ends. */
  readonly line: number;
}

export type XmlPiece =
  | { readonly kind: 'begin'; readonly name: string; readonly attributes: Readonly<Record<string, string>> }
  | { readonly kind: 'end'; readonly name: string }
  | { readonly kind: 'whole'; readonly element: XmlElement };

/** Where it is no XML any more: what came before was. The message says line and column. */
export class BrokenXml extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'BrokenXml';
  }
}

interface Growing {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
  readonly children: XmlElement[];
}

/** `containers` are the names of those that are not told as a whole. A name that ends in `.gz` is unpacked. */
export async function* xmlPieces(file: string, containers: readonly string[]): AsyncGenerator<XmlPiece> {
  const pieces: XmlPiece[] = [];
  const parser = parserInto(pieces, new Set(containers));
  const stream = /\.gz$/i.test(file) ? createReadStream(file).pipe(createGunzip()) : createReadStream(file);
  stream.setEncoding('utf8');
  for await (const chunk of stream) {
    const broken = attempt(() => void parser.write(chunk as string));
    yield* pieces.splice(0);
    if (broken) throw broken;
  }
  const broken = attempt(() => void parser.close());
  yield* pieces.splice(0);
  if (broken) throw broken;
}

/** `mediawiki` or `rss`; undefined where it is another, or no XML. */
export async function rootOf(file: string): Promise<string | undefined> {
  const pieces = xmlPieces(file, ['mediawiki', 'rss']);
  const first: IteratorResult<XmlPiece, unknown> = await pieces.next().catch(brokenOnly);
  await pieces.return(undefined);
  return !first.done && first.value.kind === 'begin' ? first.value.name : undefined;
}

/** Looks at each piece until it is none any more; then why. */
export async function lookedThrough(
  file: string,
  containers: readonly string[],
  look: (piece: XmlPiece) => void,
): Promise<string | undefined> {
  const pieces = xmlPieces(file, containers);
  for (;;) {
    const next: IteratorResult<XmlPiece, unknown> = await pieces.next().catch(brokenOnly);
    if (!next.done) look(next.value);
    else return next.value instanceof BrokenXml ? next.value.message : undefined;
  }
}

function brokenOnly(error: unknown): { readonly value: BrokenXml; readonly done: true } {
  if (error instanceof BrokenXml) return { value: error, done: true };
  throw error;
}

function attempt(write: () => void): BrokenXml | undefined {
  try {
    write();
    return undefined;
  } catch (error) {
    const [, line, column, fault] = /^(?:undefined:)?(\d+):(\d+): (.*)$/s.exec(error instanceof Error ? error.message : '') ?? []; // prettier-ignore
    if (fault === undefined) throw error;
    return new BrokenXml(`It is no XML from line ${line}, column ${column} on: ${fault}`);
  }
}

function parserInto(
  pieces: XmlPiece[],
  containers: ReadonlySet<string>,
): SaxesParser<{ xmlns: false; position: true }> {
  const parser = new SaxesParser({ position: true, xmlns: false });
  const open: Growing[] = [];
  const addText = (text: string): void => void open.slice(-1).forEach((inner) => (inner.text += text));
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === 0 && containers.has(name)) pieces.push({ kind: 'begin', name, attributes });
    else open.push({ name, attributes, text: '', children: [] });
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    const closed = open.pop();
    if (!closed) return void pieces.push({ kind: 'end', name });
    const element = { ...closed, line: parser.line };
    const parent = open.at(-1);
    if (parent) parent.children.push(element);
    else pieces.push({ kind: 'whole', element });
  });
  return parser;
}

export const childOf = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((child) => child.name === name);

/** The text of the child of that name; undefined where there is none, or nothing in it. */
export const textIn = (element: XmlElement, name: string): string | undefined =>
  childOf(element, name)?.text || undefined;
