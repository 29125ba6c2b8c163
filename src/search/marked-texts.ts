// What is shown of texts in which words were found: a piece of each with the words marked, between `markStart` and `markEnd` what
// PostgreSQL finds. It is asked of short pieces first, and of whole texts only where it finds nothing in these.
import type { Asked } from '../newsroom-rows';
import { marking, type Given, type Piece, type Words } from './found-words';
import { beginning, hasAll, passageAbout } from './passages';
import { markStart } from './snippet';

export interface FoundText {
  readonly configuration: string;
  readonly text: string;
  /** The query's words, as `stems` in found-words.ts selects them. */
  readonly stems: readonly string[];
  /** What is shown beside it: a text need not have the words that this has. */
  readonly beside?: string;
}

/** UTF-16 units of a text in which no piece was found that PostgreSQL reads. */
const mostRead = 20_000;

/** In the order of the texts. */
export async function markedTexts(rows: Asked, words: Words, texts: readonly FoundText[]): Promise<readonly string[]> {
  const [run] = words.runs;
  if (run !== undefined) return texts.map(({ text }) => aboutRun(text, run));
  const pieces = texts.map(pieceOf);
  const marked = await mark(rows, words, texts.map((one, nth) => ({ ...one, text: pieces[nth] ?? '' }))); // prettier-ignore
  const missed = texts.flatMap(({ text }, nth) => (marked[nth]?.includes(markStart) || text.startsWith(pieces[nth] ?? '') ? [] : [nth])); // prettier-ignore
  if (missed.length === 0) return marked;
  const again = missed.flatMap((nth) => texts[nth] ?? []);
  const whole = await mark(rows, words, again.map((one) => ({ ...one, text: one.text.slice(0, mostRead) }))); // prettier-ignore
  return marked.map((text, nth) => (missed.includes(nth) ? (whole[missed.indexOf(nth)] ?? text) : text));
}

function pieceOf({ text, stems, beside }: FoundText): string {
  const about = passageAbout(text, stems);
  if (about !== undefined) return about;
  return beside !== undefined && hasAll(beside, stems) ? beginning(text) : text.slice(0, mostRead);
}

async function mark(rows: Asked, words: Words, pieces: readonly Piece[]): Promise<string[]> {
  const values: unknown[] = [];
  const given: Given = (value) => `$${values.push(value)}`;
  const statement = marking(words, pieces, given);
  return (await rows.query<readonly { readonly marked: string }[]>(statement, values)).map(({ marked }) => marked);
}

/** Of a text without spaces between words what stands about the run; the whole of a short one. */
function aboutRun(text: string, run: string): string {
  if (text.length <= 120) return text;
  const from = Math.max(text.indexOf(run) - 40, 0);
  return Array.from(text.slice(from, from + 240))
    .slice(0, 120)
    .join('');
}
