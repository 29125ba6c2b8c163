// A cited source as schema.org has it: a work of its own, with its place in the list and its archived copy. Pure.
import type { Source } from '../articles/content';
import type { NumberedSource } from '../articles/story';
import { datePartsOf, doiAddress, namesOf, textOf, type CslName } from './csl-members';
import { sourceAddress } from './format-source';
import { printDate } from './printed-time';
import { workType } from './source-terms';
import { withoutGaps } from './without-gaps';

/** @param page address of the story's page, where the list of sources is */
export function sourceAsWork({ number, source, locator, capture }: NumberedSource, page: string): object {
  const place = { '@type': workType(source?.['type']), '@id': `${page}#source-${number}`, position: number };
  if (!source) return place;
  const doi = textOf(source['DOI']);
  return withoutGaps({
    ...place,
    name: textOf(source['title']) || textOf(source['title-short']),
    author: namesOf(source['author']).map(party),
    editor: namesOf(source['editor']).map(party),
    publisher: organization(textOf(source['publisher'])),
    isPartOf: container(source),
    datePublished: printDate(datePartsOf(source['issued']), 'en')?.datetime,
    url: sourceAddress(source),
    sameAs: doi && doiAddress(doi),
    inLanguage: textOf(source['language']),
    archivedAt: capture?.url,
    ...(place['@type'] === 'Book' && { isbn: textOf(source['ISBN']) }),
    ...(paged.has(place['@type']) && { pagination: textOf(source['page']) }),
    // The passage that is meant.
    ...(locator && { hasPart: { '@type': 'CreativeWork', name: locator } }),
  });
}

/** Of the types in use, those in whose domain `pagination` is. */
const paged = new Set([
  'Article',
  'ScholarlyArticle',
  'NewsArticle',
  'BlogPosting',
  'SocialMediaPosting',
  'Chapter',
  'Report',
]);

/** Who signs by one name alone may be a body as well as a person; bodies do so far more often. */
const party = ({ name, given, family }: CslName): object | undefined =>
  given ? withoutGaps({ '@type': 'Person', name, givenName: given, familyName: family }) : organization(name);

const organization = (name: string): object | undefined => (name ? { '@type': 'Organization', name } : undefined);

/** The book, or the periodical by volume and issue. */
function container(source: Source): object | undefined {
  const name = textOf(source['container-title']);
  if (source['type'] === 'chapter')
    return name ? withoutGaps({ '@type': 'Book', name, isbn: textOf(source['ISBN']) }) : undefined;
  const issn = textOf(source['ISSN']);
  const whole = name ? withoutGaps({ '@type': issn ? 'Periodical' : 'CreativeWork', name, issn }) : undefined;
  const volumeNumber = textOf(source['volume']);
  const volume = volumeNumber ? withoutGaps({ '@type': 'PublicationVolume', volumeNumber, isPartOf: whole }) : whole;
  const issueNumber = textOf(source['issue']);
  return issueNumber ? withoutGaps({ '@type': 'PublicationIssue', issueNumber, isPartOf: volume }) : volume;
}
