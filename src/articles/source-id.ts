// One id for one source, in whatever article it stands: made from what identifies it, and from nothing else.
import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { Citation, Source } from './content';

/** The namespace of Stet's sources. Never changes: every stored id rests on it. */
const namespace = Buffer.from('6f1d0a4e8c5b4d0f9a57c2e13b7f6d21', 'hex');

const tracking =
  /^(?:utm_.*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_cid|mc_eid|_ga|_gl)$/i;

/** Null where it is unresolved. A confidential source has an id of its own: nothing that it is made from can be guessed. */
export const sourceIdOf = ({ source, confidential }: Citation): string | null =>
  confidential?.id ?? (source && knownId(source));

// Sources are never changed in place, and hashing one costs more than most of what is done with it.
const ids = new WeakMap<Source, string>();

function knownId(source: Source): string {
  const id = ids.get(source) ?? sourceId(source);
  ids.set(source, id);
  return id;
}

/**
 * UUIDv5 (RFC 9562 section 5.5) over the source's identity: its DOI; else its URL; else title, first author and year;
 * else, when it has no title either, all it says.
 */
export function sourceId(source: Source): string {
  const hash = createHash('sha1').update(namespace).update(sourceIdentity(source), 'utf8').digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What the id is made from: two sources are one exactly when this is the same. */
export function sourceIdentity(source: Source): string {
  const url = typeof source['URL'] === 'string' ? source['URL'].trim() : '';
  const doi = doiOf(typeof source['DOI'] === 'string' ? source['DOI'] : url);
  if (doi !== undefined) return `doi:${doi}`;
  if (url !== '') return `url:${normalUrl(url)}`;
  const title = folded(source['title']);
  if (title !== '') return `text:${JSON.stringify([title, folded(firstAuthor(source)), issuedYear(source) ?? ''])}`;
  return `item:${canonicalize({ ...source, id: undefined })}`;
}

/** DOIs are case-insensitive (ISO 26324); the resolver's address and `doi:` are ways of writing one. */
function doiOf(text: string): string | undefined {
  const bare = text.trim().replace(/^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)/i, '');
  const written = /^10\.\d{4,9}\/\S+$/.test(bare) ? bare : undefined;
  return written === undefined
    ? undefined
    : decoded(written)
        .replace(/[?#].*$/, '')
        .toLowerCase();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** http and https, `www.` or not, final slashes, fragments, tracking and the order of parameters do not tell pages apart. */
function normalUrl(text: string): string {
  if (!URL.canParse(text)) return folded(text);
  const url = new URL(text);
  const scheme = url.protocol === 'http:' ? 'https:' : url.protocol;
  const port = url.port === '443' || url.port === '80' ? '' : url.port;
  const host = url.hostname
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  const path = url.pathname.replace(/%[0-9a-f]{2}/gi, (triplet) => triplet.toUpperCase()).replace(/\/{1,100}$/, '');
  const kept = [...url.searchParams].filter(([name]) => !tracking.test(name));
  kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = new URLSearchParams(kept).toString();
  return `${scheme}//${host}${port && `:${port}`}${path}${query && `?${query}`}`;
}

/** The first author's family name, or the name that is not divided. */
export function firstAuthor(source: Source): string {
  const authors = source['author'];
  const [first] = Array.isArray(authors) ? (authors as readonly unknown[]) : [];
  if (typeof first !== 'object' || first === null) return '';
  const { family, literal, given } = first as Record<string, unknown>;
  return [family, literal, given].find((name): name is string => typeof name === 'string' && name.trim() !== '') ?? '';
}

/** The year of `issued`, from its parts or from the words that stand for them. */
export function issuedYear(source: Source): string | undefined {
  const issued = source['issued'];
  if (typeof issued !== 'object' || issued === null) return undefined;
  const { raw, literal, 'date-parts': parts } = issued as Record<string, unknown>;
  const [date] = Array.isArray(parts) ? (parts as readonly unknown[]) : [];
  const [year] = Array.isArray(date) ? (date as readonly unknown[]) : [];
  if (typeof year === 'number' || typeof year === 'string') return String(Number(year));
  const words = [raw, literal].find((text): text is string => typeof text === 'string') ?? '';
  return /(?<!\d)\d{4}(?!\d)/.exec(words)?.[0];
}

const folded = (text: unknown): string =>
  typeof text === 'string' ? text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim() : '';
