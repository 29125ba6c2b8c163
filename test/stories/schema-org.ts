// The words of schema.org that stories use, each with the properties that it may have: of its own and of those above it.

const work = (
  'name description url sameAs author editor publisher datePublished dateModified inLanguage version position isPartOf hasPart ' +
  'archivedAt identifier headline keywords image citation correction comment mainEntityOfPage creativeWorkStatus text ' +
  'isAccessibleForFree publishingPrinciples'
).split(' ');
const article = [...work, 'articleBody', 'articleSection', 'wordCount', 'pagination'];
const organization = ['name', 'url'];

/** schema.org 28, by type. */
const properties: Readonly<Record<string, readonly string[]>> = {
  NewsArticle: [...article, 'dateline'],
  Article: article,
  ScholarlyArticle: article,
  Report: article,
  SocialMediaPosting: article,
  BlogPosting: article,
  Chapter: [...work, 'pagination'],
  Book: [...work, 'isbn'],
  Periodical: [...work, 'issn'],
  PublicationVolume: [...work, 'volumeNumber', 'pagination'],
  PublicationIssue: [...work, 'issueNumber', 'pagination'],
  ImageObject: [...work, 'contentUrl', 'caption', 'creditText', 'copyrightNotice'],
  Comment: work,
  CorrectionComment: work,
  Person: ['name', 'givenName', 'familyName'],
  Organization: organization,
  NewsMediaOrganization: [
    ...organization,
    ...'correctionsPolicy ethicsPolicy diversityPolicy actionableFeedbackPolicy publishingPrinciples masthead'.split(
      ' ',
    ),
    ...'verificationFactCheckingPolicy unnamedSourcesPolicy noBylinesPolicy missionCoveragePrioritiesPolicy'.split(' '),
    ...'ownershipFundingInfo diversityStaffingReport'.split(' '),
  ],
};
const works =
  'CreativeWork WebPage Thesis Dataset Legislation Movie SoftwareSourceCode Map Manuscript Message Review'.split(' ');

/** Members that are no property of their object's type, and values that have no type, by path; [] where there are none. */
export function misused(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, nth) => misused(one, `${path}[${nth}]`));
  if (typeof value !== 'object' || value === null) return value === null ? [`${path} is null`] : [];
  const type = '@type' in value ? value['@type'] : undefined;
  const members = Object.entries(value).filter(([name]) => !name.startsWith('@'));
  const allowed = works.includes(String(type)) ? work : properties[String(type)];
  if (!allowed) return [`${path} is of no known type: ${String(type)}`];
  return members.flatMap(([name, member]) => [
    ...(allowed.includes(name) ? [] : [`${path}.${name} is no property of ${String(type)}`]),
    ...misused(member, `${path}.${name}`),
  ]);
}
