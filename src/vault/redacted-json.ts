// The redaction of JSON: every text in it, by the article that the object around it is about. Pure.
import type { Redaction } from './redaction';

/** The redaction of an article; of everything that is withheld where no article is named. */
export type RedactionOf = (article: string | undefined) => Redaction;

/** Members that hold a piece cut out of a longer text. */
const excerpts = new Set(['quote', 'snippet', 'passage', 'excerpt', 'words', 'wrong', 'right', 'context']);
/** Times, ids and hashes say no words. */
const machineMade = /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The very same value where nothing in it is withheld. */
export function redactedJson(value: unknown, redactionOf: RedactionOf, article?: string): unknown {
  if (typeof value === 'string') return machineMade.test(value) ? value : redactionOf(article).text(value);
  if (Array.isArray(value)) return redactedList(value, redactionOf, article);
  return isObject(value) ? redactedObject(value, redactionOf, article) : value;
}

function redactedList(list: readonly unknown[], redactionOf: RedactionOf, article?: string): unknown {
  const redacted = list.map((one) => redactedJson(one, redactionOf, article));
  return redacted.every((one, nth) => one === list[nth]) ? list : redacted;
}

function redactedObject(object: Readonly<Record<string, unknown>>, redactionOf: RedactionOf, around?: string): unknown {
  const article = articleOf(object) ?? around;
  const blocks = redactedBlocks(object, redactionOf(article));
  let changed = blocks.size > 0;
  const members = Object.entries(object).map(([name, value]) => {
    const redacted = blocks.get(name) ?? redactedMember(name, value, { redactionOf, article });
    changed ||= redacted !== value;
    return [name, redacted] as const;
  });
  return changed ? Object.fromEntries(members) : object;
}

interface Scope {
  readonly redactionOf: RedactionOf;
  readonly article: string | undefined;
}

function redactedMember(name: string, value: unknown, { redactionOf, article }: Scope): unknown {
  if (typeof value !== 'string') return redactedJson(value, redactionOf, article);
  const redaction = redactionOf(article);
  if (excerpts.has(name)) return redaction.excerpt(value);
  // A sentence for people shows what it is about in quotation marks, often shortened.
  const shown = name === 'message' ? value.replace(quoted, (piece) => redaction.excerpt(piece)) : value;
  return redactedJson(shown, redactionOf, article);
}

const quoted = /(?<=“)[^“”]+(?=”)/g;

/** Parts `b1`, `b2` … of one text: what stands across two of them. */
function redactedBlocks(object: Readonly<Record<string, unknown>>, redaction: Redaction): ReadonlyMap<string, string> {
  const blocks = Object.entries(object).filter(
    (entry): entry is [string, string] => /^(?:story:|carried:)?b\d+$/.test(entry[0]) && typeof entry[1] === 'string',
  );
  const texts = blocks.map(([, text]) => text);
  const redacted = blocks.length > 1 ? redaction.pieces(texts) : texts;
  const pairs = blocks.map(([name], nth) => [name, redacted[nth] ?? ''] as const);
  return redacted === texts ? new Map() : new Map(pairs);
}

/** Events name it as their subject, comments and corrections as `article`; other things than articles have an `id` too. */
function articleOf(object: Readonly<Record<string, unknown>>): string | undefined {
  const { article, subject, id } = object;
  const named = [article, subject, 'headline' in object ? id : undefined];
  return named.find((one): one is string => typeof one === 'string' && uuid.test(one));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
