// The citation syntax of running text: `[@key]`, `[@a; @b]`, `[@a][@b]`, and `![…](media:key)`. Code spans, backslash
// escapes, autolinks, links and link reference definitions are ordinary Markdown. Linear in the text.
import type { Run } from './inline-runs';
import { afterDefinitions, readLinkTail } from './link-tail';

/** One pair of brackets. UTF-16 offsets, `end` exclusive. */
export interface Bracket {
  readonly keys: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Brackets that stand together: printed one after the other. */
export interface Cluster {
  readonly brackets: readonly Bracket[];
  readonly start: number;
  readonly end: number;
}

export interface MediaReference {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const KEY = /@([\p{L}\p{N}_][\p{L}\p{N}_.:-]*)/uy;
const SEPARATOR = /\s*;\s*(?=@)/y;
const REFERENCE_LABEL = /\[(?!@)(?:[^[\]\\]|\\[^\r\n]){0,999}\]/y;
const AUTOLINK = /<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>/y;

/** The cluster that begins at `at` in text that ends at `end`, else null. For a Markdown renderer's own inline rule too. */
export function readCluster(text: string, at: number, end = text.length): Cluster | null {
  const brackets: Bracket[] = [];
  let next = at;
  for (let bracket = readBracket(text, at); bracket && bracket.end <= end; bracket = readBracket(text, next)) {
    brackets.push(bracket);
    next = bracket.end;
  }
  // `[@name](…)` and `[@name][text]` are links: the last bracket belongs to what follows it.
  if (brackets.length > 0 && isLinked(text, next, end)) brackets.pop();
  const last = brackets.at(-1);
  return last ? { brackets, start: at, end: last.end } : null;
}

function readBracket(text: string, at: number): Bracket | null {
  if (text[at] !== '[' || text[at + 1] !== '@') return null;
  const keys: string[] = [];
  let next = at + 1;
  for (;;) {
    KEY.lastIndex = next;
    const key = KEY.exec(text)?.[1];
    if (key === undefined) return null;
    keys.push(key);
    next = KEY.lastIndex;
    SEPARATOR.lastIndex = next;
    if (!SEPARATOR.test(text)) break;
    next = SEPARATOR.lastIndex;
  }
  return text[next] === ']' ? { keys, start: at, end: next + 1 } : null;
}

function isLinked(text: string, at: number, end: number): boolean {
  REFERENCE_LABEL.lastIndex = at;
  return at < end && (text[at] === '(' || (REFERENCE_LABEL.test(text) && REFERENCE_LABEL.lastIndex <= end));
}

/** Reads one run of text; what it finds is added to the two lists, in order. */
export class RunReader {
  readonly clusters: Cluster[] = [];
  readonly media: MediaReference[] = [];
  private opened: number[] = [];
  private escapedUntil = -1;
  private backticks: ReadonlyMap<number, number> | undefined;

  constructor(private readonly text: string) {}

  read({ start, end }: Run): void {
    this.opened = [];
    this.backticks = undefined;
    for (let at = afterDefinitions(this.text, start, end); at < end;) at = this.step(at, end);
  }

  private step(at: number, end: number): number {
    switch (this.text.charAt(at)) {
      case '\\':
        return (this.escapedUntil = at + 2);
      case '`':
        return this.afterBackticks(at, end);
      case '<':
        AUTOLINK.lastIndex = at;
        return AUTOLINK.test(this.text) ? AUTOLINK.lastIndex : at + 1;
      case '[':
        return this.afterOpening(at, end);
      case ']':
        return this.afterClosing(at, end);
      default:
        return at + 1;
    }
  }

  private afterOpening(at: number, end: number): number {
    const cluster = readCluster(this.text, at, end);
    if (cluster) {
      this.clusters.push(cluster);
      return cluster.end;
    }
    this.opened.push(at);
    return at + 1;
  }

  private afterClosing(at: number, end: number): number {
    const opening = this.opened.pop();
    const tail = opening !== undefined && this.text[at + 1] === '(' ? readLinkTail(this.text, at + 1, end) : null;
    if (opening === undefined || tail === null) return at + 1;
    const image = this.text[opening - 1] === '!' && this.escapedUntil !== opening;
    const key = /^media:(.+)/i.exec(tail.destination)?.[1];
    if (image && key !== undefined) this.media.push({ key, start: opening - 1, end: tail.end });
    return tail.end;
  }

  private afterBackticks(at: number, end: number): number {
    const length = backtickCount(this.text, at, end);
    this.backticks ??= lastBackticks(this.text, at, end);
    // A span without its closing run is text; asking first keeps a line of unequal runs linear.
    if ((this.backticks.get(length) ?? -1) <= at) return at + length;
    let next = this.text.indexOf('`', at + length);
    for (let count = backtickCount(this.text, next, end); count !== length;) {
      next = this.text.indexOf('`', next + count);
      count = backtickCount(this.text, next, end);
    }
    return next + length;
  }
}

function backtickCount(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && text[next] === '`') next++;
  return next - at;
}

/** Where the last run of backticks of each length stands. */
function lastBackticks(text: string, from: number, end: number): ReadonlyMap<number, number> {
  const last = new Map<number, number>();
  for (let at = text.indexOf('`', from); at !== -1 && at < end;) {
    const length = backtickCount(text, at, end);
    last.set(length, at);
    at = text.indexOf('`', at + length);
  }
  return last;
}
