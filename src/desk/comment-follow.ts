// Where the words of a comment stand after an edit of the text that they are part of. Pure.
import { bodyText, type Block, type Body } from '../text/body';
import { rangesOf, spansOf, type Range, type Span } from './comment-spans';
import { align, remainsOf, widened, type Alignment, type Remains } from './comment-words';

/** One edit, looked at once for all comments. */
export class TextChange {
  readonly from: string;
  readonly to: string;
  /** Blocks that went or got another text, and those that came or have one. */
  readonly taken: Body;
  readonly written: Body;
  private readonly stands: ReadonlyMap<number, Block>;
  private readonly common: { readonly start: number; readonly end: number };
  private readonly aligned = new Map<string, Alignment>();

  constructor(
    readonly before: Body,
    readonly after: Body,
  ) {
    [this.from, this.to] = [bodyText(before), bodyText(after)];
    this.common = commonEnds(this.from, this.to);
    this.stands = new Map(after.map((block) => [block.id, block]));
    const stood = new Map(before.map((block) => [block.id, block]));
    this.taken = before.filter(({ id, text }) => this.stands.get(id)?.text !== text);
    this.written = after.filter(({ id, text }) => stood.get(id)?.text !== text);
  }

  /**
   * The spans of what is left of the words, `[]` when all are gone. Words put in between belong to them; words at their
   * ends that went are missed.
   */
  follow(spans: readonly Span[]): readonly Span[] {
    const ranges = rangesOf(this.before, spans);
    // First by the text alone, and all together: an edit elsewhere can make equal blocks change places, or tell that of
    // equal passages another one went, but it does not move these words.
    const by = untouchedBy(this, { start: ranges[0]?.start ?? 0, end: ranges.at(-1)?.end ?? 0 }, this.common);
    if (by !== undefined) return spansOf(this.after, ranges.map((range) => shifted(range, by))); // prettier-ignore
    const found = spans.flatMap((span) => this.followOne(span));
    return spansOf(this.after, rangesOf(this.after, found));
  }

  private followOne(span: Span): readonly Span[] {
    const [range = span] = rangesOf(this.before, [span]);
    const by = untouchedBy(this, range, this.common);
    if (by !== undefined) return spansOf(this.after, [shifted(range, by)]);
    const old = this.before.find(({ id }) => id === span.block);
    const young = this.stands.get(span.block);
    if (!old) return [];
    if (young?.text === old.text) return [span];
    const within = young ? this.withinBlock(old.text, young.text, span) : gone;
    const across = within.share === 1 ? gone : (this.cutAndPut(old.text, span) ?? this.acrossBlocks(span, old));
    if (across.share > within.share) return spansOf(this.written, across.ranges);
    return young ? spansOf([young], within.ranges) : [];
  }

  private withinBlock(from: string, to: string, range: Range): Remains {
    const by = untouchedBy({ from, to }, range, commonEnds(from, to));
    if (by !== undefined) return { ranges: [shifted(range, by)], share: 1 };
    const remains = remainsOf(this.alignment(from, to), range);
    const whole = wholeIn(from, to, range, remains.ranges);
    return whole ? { ranges: [whole], share: 1 } : remains;
  }

  /** Words enough to be known by themselves, which stand as they are in one written place. */
  private cutAndPut(text: string, { start, end }: Range): Remains | undefined {
    const words = text.slice(start, end);
    const at = words.length < knownAlone ? -1 : onlyPlace(bodyText(this.written), words);
    return at < 0 ? undefined : { ranges: [{ start: at, end: at + words.length }], share: 1 };
  }

  /** Of a block that was split or joined: the words have to come with most of their neighbours. */
  private acrossBlocks(span: Span, old: Block): Remains {
    const [range] = rangesOf(this.taken, [span]);
    const [block] = rangesOf(this.taken, [{ block: old.id, start: 0, end: old.text.length }]);
    if (!range || !block || this.written.length === 0) return gone;
    const alignment = this.alignment(bodyText(this.taken), bodyText(this.written));
    const company = remainsOf(alignment, widened(alignment, range, 3, block));
    return company.share < 0.5 ? gone : remainsOf(alignment, range);
  }

  private alignment(from: string, to: string): Alignment {
    const key = `${from.length} ${from}${to}`;
    const known = this.aligned.get(key) ?? align(from, to);
    this.aligned.set(key, known);
    return known;
  }
}

/** So many UTF-16 units of words are hardly written twice. */
const knownAlone = 16;

const gone: Remains = { ranges: [], share: 0 };

interface Texts {
  readonly from: string;
  readonly to: string;
}

/** How many UTF-16 units the texts share at their start, and at their end; the two may overlap. */
function commonEnds(from: string, to: string): { start: number; end: number } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from.charCodeAt(start) === to.charCodeAt(start)) start += 1;
  let end = 0;
  while (end < most && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end += 1;
  return { start, end };
}

/** How far the range was moved, where it lies wholly before or wholly behind all that changed. */
function untouchedBy({ from, to }: Texts, range: Range, common: ReturnType<typeof commonEnds>): number | undefined {
  if (range.end <= common.start) return 0;
  return range.start < from.length - common.end ? undefined : to.length - from.length;
}

const shifted = ({ start, end }: Range, by: number): Range => ({ start: start + by, end: end + by });

/** Where the words stand whole among what was found of them, or in one place only: no word was put in between. */
function wholeIn(from: string, to: string, range: Range, found: readonly Range[]): Range | undefined {
  const words = from.slice(range.start, range.end);
  const [start, end] = [found[0]?.start ?? 0, found.at(-1)?.end ?? 0];
  const inside = to.slice(start, end).indexOf(words);
  if (found.length > 0 && inside >= 0) return { start: start + inside, end: start + inside + words.length };
  const [was, is] = [onlyPlace(from, words), onlyPlace(to, words)];
  return was < 0 || is < 0 ? undefined : { start: is, end: is + words.length };
}

function onlyPlace(text: string, words: string): number {
  const first = text.indexOf(words);
  return first === text.lastIndexOf(words) ? first : -1;
}
