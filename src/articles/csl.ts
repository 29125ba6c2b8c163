// What a source may say: a CSL-JSON item (CSL 1.0.2 input data schema) without `id`, held to what can be printed: a
// date is a date, a URL is absolute.
import type { Json } from '../event-store/stored-event';
import type { Source } from './content';
import { checkDate } from './csl-date';

/** `path` is within the source: `author[0].family`; `message` goes on after it: `has to be a string`. */
export interface SourceError {
  readonly path: string;
  readonly message: string;
}

export const sourceTypes: ReadonlySet<string> = new Set(
  `article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
  document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
  manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
  personal_communication post post-weblog regulation report review review-book software song speech standard thesis
  treaty webpage`.split(/\s+/),
);

type Kind = 'text' | 'number' | 'names' | 'date' | 'texts' | 'object' | 'type';

const variables: readonly (readonly [Kind, string])[] = [
  ['type', 'type'],
  ['number', 'id'],
  ['texts', 'categories'],
  ['object', 'custom'],
  [
    'names',
    `author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host interviewer illustrator narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator`,
  ],
  ['date', 'accessed available-date event-date issued original-date submitted'],
  [
    'number',
    `chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part printing supplement volume`,
  ],
  [
    'text',
    `citation-key language journalAbbreviation shortTitle abstract annote archive archive_collection archive_location
    archive-place authority call-number citation-label collection-title container-title container-title-short dimensions
    division DOI event event-title event-place genre ISBN ISSN jurisdiction keyword medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale section source status title title-short URL version volume-title volume-title-short year-suffix`,
  ],
];

/** Every variable of CSL 1.0.2 with the kind of value it holds. */
export const sourceVariables: ReadonlyMap<string, Kind> = new Map(
  variables.flatMap(([kind, names]) => names.split(/\s+/).map((name): [string, Kind] => [name, kind])),
);

const nameParts: ReadonlyMap<string, readonly string[]> = new Map([
  ...['family', 'given', 'dropping-particle', 'non-dropping-particle', 'suffix', 'literal'].map(
    (part): [string, string[]] => [part, ['string']],
  ),
  ...['comma-suffix', 'static-ordering', 'parse-names'].map((part): [string, string[]] => [
    part,
    ['string', 'number', 'boolean'],
  ]),
]);

const webSchemes = new Set([
  'http:',
  'https:',
  'ftp:',
  'ftps:',
  'gemini:',
  'gopher:',
  'ipfs:',
  'ipns:',
  'urn:',
  'doi:',
]);

/**
 * What is wrong with the source, [] when nothing is. `id` is the server's own and passes; `withoutId` takes it away.
 * @see https://docs.citationstyles.org/en/v1.0.2/specification.html#appendix-iv-variables
 */
export function checkSource(source: Source): SourceError[] {
  const errors = Object.entries(source).flatMap(([name, value]) =>
    value === undefined ? [] : checkVariable(name, value),
  );
  if (source['type'] === undefined)
    errors.unshift({
      path: 'type',
      message: 'is missing: it says what the source is, such as webpage or article-newspaper',
    });
  return errors;
}

/** The source as it is kept: CSL's `id` is made by whoever prints the list. */
export function withoutId(source: Source): Source {
  return Object.fromEntries(Object.entries(source).filter(([name]) => name !== 'id'));
}

function checkVariable(name: string, value: Json): SourceError[] {
  const kind = sourceVariables.get(name);
  if (kind === undefined) return [{ path: name, message: 'is no variable of CSL 1.0.2' }];
  if (kind === 'date') return checkDate(name, value);
  if (kind !== 'names') return checkPlain(name, kind, value);
  return Array.isArray(value)
    ? value.flatMap((one: Json, i) => checkName(`${name}[${i}]`, one))
    : [wrong(name, 'a list of names')];
}

function checkPlain(name: string, kind: Exclude<Kind, 'names' | 'date'>, value: Json): SourceError[] {
  switch (kind) {
    case 'type':
      return typeof value === 'string' && sourceTypes.has(value)
        ? []
        : [wrong(name, 'a type of CSL 1.0.2, such as webpage')];
    case 'text':
      if (typeof value !== 'string') return [wrong(name, 'a string')];
      return name === 'URL' && !isAbsoluteUrl(value)
        ? [wrong(name, 'an absolute URL, such as https://example.org/page')]
        : [];
    case 'number':
      return typeof value === 'string' || typeof value === 'number' ? [] : [wrong(name, 'a string or a number')];
    case 'texts':
      return Array.isArray(value) && value.every((one) => typeof one === 'string')
        ? []
        : [wrong(name, 'a list of strings')];
    case 'object':
      return isObject(value) ? [] : [wrong(name, 'an object')];
  }
}

function checkName(path: string, value: Json): SourceError[] {
  if (!isObject(value)) return [wrong(path, 'an object with family and given, or literal')];
  const errors = Object.entries(value).flatMap(([part, text]) => {
    const types = nameParts.get(part);
    if (!types) return [{ path: `${path}.${part}`, message: 'is no part of a name' }];
    return text === undefined || types.includes(typeof text)
      ? []
      : [wrong(`${path}.${part}`, `a ${types.join(' or ')}`)];
  });
  const named = [value['family'], value['given'], value['literal']].some(
    (text) => typeof text === 'string' && text.trim() !== '',
  );
  return errors.length > 0 || named ? errors : [wrong(path, 'a name with family, given or literal')];
}

/** Absolute, of a scheme that leads to a document, without white space; `javascript:` and the like never pass. */
function isAbsoluteUrl(text: string): boolean {
  if (/\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, host } = new URL(text);
  if (protocol === 'urn:' || protocol === 'doi:') return true;
  return webSchemes.has(protocol) && host !== '' && /^[a-z]+:\/\//i.test(text);
}

const wrong = (path: string, what: string): SourceError => ({ path, message: `has to be ${what}` });

const isObject = (value: Json): value is { readonly [name: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
