// Who and what in an entry of a source list: title, publisher and author, told apart by how entries are punctuated.

export interface NameParts {
  readonly title?: string;
  readonly publisher?: string;
  readonly author?: readonly Readonly<Record<string, string>>[];
}

/** Stands where a date was taken out. */
const DATE = '\u0000';

const quotes =
  /^(.*?)(?:“([^”]{2,})[”]|"([^"]{2,})"|„([^“”]{2,})[“”]|«\s?([^»]{2,}?)\s?»|‘([^’]{2,})’(?!\p{L})|「([^」]{2,})」|《([^》]{2,})》)(.*)$/su;
const apa = new RegExp(String.raw`^([^${DATE}]{2,200}?)\s?${DATE}\.\s+(.+)$`, 'su');

/** @param host the site of the entry's address: a part that it spells is the publisher. */
export function nameParts(text: string, host: string): NameParts {
  return quoted(text) ?? authored(text) ?? divided(undated(text), host);
}

/** `Okafor, A., “Title”, Publisher`: in quotes stands the title; before it, with nothing after, the publisher. */
function quoted(text: string): NameParts | null {
  const match = quotes.exec(text);
  const title = match?.slice(2, -1).find((group) => group !== undefined);
  if (!match || title === undefined) return null;
  const [before, after] = [trimmed(undated(match[1] ?? '')), trimmed(undated(match.at(-1) ?? ''))];
  const publisher = after || before;
  return {
    title: title.replace(/[,.]$/, ''),
    ...(publisher !== '' && { publisher }),
    ...(after !== '' && before !== '' && { author: [authorOf(before)] }),
  };
}

/** `Okafor, A. (2025). Title. Publisher.` */
function authored(text: string): NameParts | null {
  const [, author = '', rest = ''] = apa.exec(text) ?? [];
  if (author === '') return null;
  const [title = '', ...others] = sentences(trimmed(undated(rest)));
  const publisher = trimmed(others.join(' '));
  return { author: [authorOf(trimmedEnd(author))], title: trimmed(title), ...(publisher !== '' && { publisher }) };
}

/** A publisher and a title, in either order, where the punctuation leaves no doubt; else all of it is the title. */
function divided(text: string, host: string): NameParts {
  const whole = trimmed(text);
  if (whole === '') return {};
  for (const [divider, isSure] of dividers) {
    const parts = whole
      .split(divider)
      .map(trimmed)
      .filter((part) => part !== '');
    if (parts.length < 2) continue;
    const at = publisherAmong(parts, host, isSure);
    if (at === undefined) continue;
    const publisher = parts[at] ?? '';
    const title = at === 0 ? whole.slice(publisher.length) : whole.slice(0, whole.lastIndexOf(publisher));
    return { title: trimmed(title), publisher };
  }
  return spells(whole, host) ? { publisher: whole } : { title: whole };
}

/** From the surest to the least sure. The second says whether two parts alone mean title and publisher. */
const dividers: readonly (readonly [RegExp, boolean])[] = [
  [/\s\|\s|\s[–—]\s|\s-{1,2}\s/u, true],
  [/(?<=\p{L}{3}|[?!”"’»)\d])[.]\s+(?=[\p{Lu}\p{Lo}])/u, true],
  [/:\s+/u, false],
  [/,\s+/u, false],
];

function publisherAmong(parts: readonly string[], host: string, isSure: boolean): number | undefined {
  const ends = [0, parts.length - 1];
  const spelled = ends.find((at) => spells(parts[at] ?? '', host));
  if (spelled !== undefined) return spelled;
  if (parts.length !== 2) return undefined;
  const [first = 0, second = 0] = parts.map((part) => part.split(' ').length);
  const [isFirstName, isSecondName] = parts.map(isName);
  if (isFirstName && !isSecondName && first < second) return 0;
  if (isSecondName && !isFirstName && second < first) return 1;
  if (!isSure || Math.min(first, second) > 6) return undefined;
  return isFirstName && first < second ? 0 : 1;
}

/** Up to five words, each with a capital but for particles: how newspapers and bodies are called. */
const isName = (part: string): boolean => {
  const words = part.split(' ');
  return (
    words.length <= 5 &&
    words.every(
      (word) =>
        /^[\p{Lu}\p{Lo}]/u.test(word) ||
        /^(?:of|the|for|and|de|la|le|di|der|die|das|van|voor|het|und|et|y|del|en|och|og|&)$/u.test(word),
    )
  );
};

/** `The Harbour Times` is spelled by `harbourtimes.example`. */
function spells(part: string, host: string): boolean {
  const letters = (text: string): string =>
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const name = letters(part.replace(/^(?:the|de|het|der|die|das|le|la|el|il)\s/iu, ''));
  return (
    name.length >= 2 &&
    part.length <= 60 &&
    (letters(part) === letters(host) ||
      host
        .split('.')
        .slice(0, -1)
        .some((label) => letters(label).replace(/^the/, '') === name || letters(label) === name))
  );
}

/** `Okafor, A.` is divided; several names, or a body, stay as printed. */
function authorOf(name: string): Readonly<Record<string, string>> {
  const [, family, given] = /^(\p{Lu}[\p{L}'’-]+),\s((?:\p{Lu}\.[\s-]?)+)$/u.exec(name) ?? [];
  return family !== undefined && given !== undefined ? { family, given } : { literal: name };
}

const sentences = (text: string): string[] => text.split(/(?<=[.?!])\s+(?=[\p{Lu}\p{Lo}])/u);

const undated = (text: string): string =>
  text.replaceAll(new RegExp(String.raw`[\s,;]*${DATE}\s?(?=[.,;:|]|$)`, 'g'), '').replaceAll(DATE, ' ');

const trimmed = (text: string): string => trimmedEnd(text.replace(/^[\s,.;:|–—-]+/u, '')).replace(/\s+/g, ' ');

/** A final period stays where it ends initials: `Okafor, A.` */
const trimmedEnd = (text: string): string =>
  text.replace(/[\s,;:|–—-]+$/u, '').replace(/(?<!(?:^|[\s.])\p{Lu})\.$/u, '');
