// How long an error was before readers: since which version the words stood in what they had, without a break. Pure.
import type { ArticleContent } from '../articles/content';
import { bodyText } from '../text/body';
import { splitLines } from '../text/line-diff';
import { words } from '../text/words';
import type { Shown } from './shown-history';

/** What of it was wrong, as far as anybody said. */
export interface Fault {
  readonly passage?: string;
  readonly wrong?: string;
  /** What readers have instead, where the lines that it lacks are to be taken for the fault. */
  readonly instead?: ArticleContent;
}

/** A stretch of time in which readers had it; RFC 3339 UTC. */
export interface Live {
  readonly since: string;
  /** When they had it no more before the change came: the story had been taken back. */
  readonly until?: string;
}

/**
 * When the fault began to stand before the last of `shown`, oldest first. The passage counts, else what was said to be wrong
 * where it quotes the story, else the oldest of the lines that the change took out. Undefined where none of it stood there.
 */
export const liveSince = (shown: readonly Shown[], fault: Fault): Live | undefined =>
  live(shown, (stretch) => sinceSaid(stretch, fault) ?? sinceLines(stretch, fault.instead));

/** The same for the story as a whole. */
export const storyLiveSince = (shown: readonly Shown[]): Live | undefined =>
  live(shown, (stretch) => unbroken(stretch, () => true));

/** Where the story had been taken back, what readers had until then counts. */
function live(shown: readonly Shown[], start: (stretch: readonly Shown[]) => string | undefined): Live | undefined {
  const last = shown.findLastIndex(({ content }) => content !== null);
  const since = start(shown.slice(0, last + 1));
  const until = shown[last + 1]?.since;
  return since === undefined ? undefined : { since, ...(until !== undefined && { until }) };
}

function sinceSaid(shown: readonly Shown[], { passage, wrong }: Fault): string | undefined {
  for (const said of [passage, wrong]) {
    const wanted = said === undefined ? '' : asWords(said.replace(printedCitation, ' '));
    const since = wanted === '' ? undefined : unbroken(shown, (content) => says(content, wanted));
    if (since !== undefined) return since;
  }
  return undefined;
}

function sinceLines(shown: readonly Shown[], instead: ArticleContent | undefined): string | undefined {
  const before = shown.at(-1)?.content;
  if (!before || !instead) return undefined;
  const left = new Set(linesOf(instead));
  const gone = linesOf(before).filter((line) => !left.has(line));
  const starts = gone.flatMap((line) => unbroken(shown, (content) => linesOf(content).includes(line)) ?? []);
  return starts.reduce<string | undefined>(
    (first, one) => (first === undefined || one < first ? one : first),
    undefined,
  );
}

/** The start of the run at the end of `shown` in which the condition holds. */
function unbroken(shown: readonly Shown[], holds: (content: ArticleContent) => boolean): string | undefined {
  const gap = shown.findLastIndex(({ content }) => content === null || !holds(content));
  return shown[gap + 1]?.since;
}

/** Words count, not markup, punctuation or white space: a passage is copied from the page, the text is Markdown. */
const says = (content: ArticleContent, wanted: string): boolean =>
  textsOf(content).some((text) => asWords(text).includes(wanted));

const separator = '\u0000';
const asWords = (text: string): string => {
  const found = words(text);
  return found.length === 0 ? '' : separator + found.join(separator) + separator;
};

/** `[1]` is no word of the text: what is there is `[@key]`. */
const printedCitation = /\[(?:\d{1,3}|\?)\]/g;

const textsOf = (content: ArticleContent): readonly string[] => [...membersOf(content), bodyText(content.body)];

const linesOf = (content: ArticleContent): readonly string[] =>
  [...membersOf(content), ...splitLines(bodyText(content.body))].map((line) => line.trim()).filter(Boolean);

function membersOf({ headline, standfirst, byline, dateline, media }: ArticleContent): readonly string[] {
  const place = dateline?.text ?? dateline?.place ?? '';
  const captions = media.flatMap(({ caption, credit, alt }) => [caption ?? '', credit ?? '', alt ?? '']);
  return [headline, standfirst ?? '', byline.join(', '), place, ...captions];
}
