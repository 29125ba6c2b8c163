// Part of the offline verifier: whether what readers were served is what the events come to (docs/evidence.md, "Versions").
import { isDeepStrictEqual } from 'node:util';
import { unknown } from './verify-fold.mjs';
import { refuteUnless, sha256 } from './verify-proofs.mjs';

const versions = ['article-published', 'article-updated', 'article-corrected'];
export const isServedFrom = (type) => versions.includes(type) || type === 'article-retracted';
const isEqual = (one, other) => one === unknown || other === unknown || isDeepStrictEqual(one, other);

/** What the event itself says of its version, against the fold. */
export function checkVersion(type, values, before, { publication }) {
  if (!versions.includes(type)) return;
  const last = before?.publication?.version ?? 0;
  const next = last === unknown ? unknown : last + 1;
  refuteUnless(
    isEqual(values.get('version'), next),
    `Version ${String(values.get('version'))} follows ${String(last)}.`,
  );
  refuteUnless((type === 'article-published') === (next === 1), `Version ${String(next)} is told by an ${type}.`);
  for (const name of ['headline', 'standfirst', 'language', 'category', 'tags']) {
    const same = isEqual(values.get(name) ?? null, publication.content[name]);
    refuteUnless(same, `The event of version ${String(next)} names another ${name} than the events before it come to.`);
  }
}

/** The bytes against the hash in their event and, where they are JSON, its members against the fold; `lacks`: all but these. */
export function checkServed({ mediaType, text, base64 }, hash, state, article) {
  const bytes = text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text);
  const sentence = `The bytes of ${mediaType} are not those whose hash the event of that version holds.`;
  refuteUnless(sha256(bytes).toString('hex') === hash, sentence);
  if (mediaType !== 'application/json') return {};
  const story = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  const members = Object.entries(membersOf(state.publication, article));
  for (const [name, value] of members) {
    const same = name === 'body' ? isPrinted(value, story) : isEqual(story[name] ?? null, value);
    refuteUnless(same, `What readers were served as ${name} is not what the events come to.`);
  }
  return { lacks: members.filter(([, value]) => holdsUnknown(value)).map(([name]) => name) };
}

function holdsUnknown(value) {
  if (value === unknown) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsUnknown);
}

/** The members of a served story that the events determine; `body` as what it is printed from. */
function membersOf({ content, retraction, version, publishedAt, updatedAt, corrections }, id) {
  const { slug, headline, standfirst, language, category, tags, byline, dateline, body, citations } = content;
  const notice = retraction && { notice: retraction.notice, at: retraction.at };
  const head = { id, slug, version, headline, language, category, tags, byline, dateline, publishedAt, updatedAt };
  const { keepText } = retraction ?? { keepText: true };
  const text = keepText ? { standfirst, corrections, body: { body, citations } } : withoutText;
  return { ...head, retraction: notice, ...(keepText === unknown ? allUnknown : text) };
}

const withoutText = { standfirst: null, corrections: [], body: { body: [], citations: [] } };
const allUnknown = { standfirst: unknown, corrections: unknown, body: unknown };

/** Whether the served body is that text, its citations printed by the numbers of the served source list, and that list right. */
function isPrinted(value, { body: printed, sources }) {
  if (value === unknown || value.citations === unknown || holdsUnknown(value.body)) return true;
  const cited = new Map(value.citations.map(({ key, value: one }) => [key, one === unknown ? unknown : one.source]));
  const numbers = new Map(sources.map(({ key, number }) => [key, number]));
  const inOrder = sources.every(({ number }, at) => number === at + 1) && numbers.size === sources.length;
  const right = sources.every(({ key, source }) => cited.has(key) && isEqual(source, cited.get(key)));
  return inOrder && right && printsAll(value.body.map(({ text }) => text).join(''), printed, numbers);
}

const bracket = /\[@[\p{L}\p{N}_][\p{L}\p{N}_.:-]*(?:\s*;\s*@[\p{L}\p{N}_][\p{L}\p{N}_.:-]*)*\]/uy;

/** Goes through both texts at once: equal but for brackets that are printed, in which each number first comes in its turn. */
function printsAll(text, printed, numbers) {
  let [from, at, used] = [0, 0, 0];
  while (from < text.length) {
    bracket.lastIndex = from;
    const [written] = (text[from] === '[' && bracket.exec(text)) || [''];
    const keys = written.slice(2, -1).split(/\s*;\s*@/);
    const marks = keys.map((key) => numbers.get(key) ?? '?');
    const mark = marks.map((number) => `[${number}]`).join('');
    if (written && printed.startsWith(mark, at)) {
      for (const number of marks) if (number === used + 1) used = number;
      if (marks.some((number) => number > used)) return false;
      [from, at] = [from + written.length, at + mark.length];
    } else {
      if (text[from] !== printed[at]) return false;
      [from, at] = [from + 1, at + 1];
    }
  }
  return at === printed.length && used === numbers.size;
}
