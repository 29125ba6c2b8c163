// A story as ninjs 3.1, the IPTC's news in JSON. What ninjs cannot hold is in docs/formats.md. Pure.
// @see https://iptc.org/std/ninjs/userguide/
import type { Rendition } from '../event-store/stored-event';
import type { Story, StoryMedium } from '../articles/story';
import { bodyAsHtml } from './body-html';
import { datelineText } from './dateline';
import { sourceAddress, sourceAsText } from './format-source';
import { noteLabel } from './note-wording';
import { policyLinks, trustIndicator } from './policy-terms';
import { printedBody } from './printed-body';
import { sourcesAddress, storyAddress, storyUrn, versionAddress } from './story-address';
import { extentOf, storyText } from './story-text';
import { wordingIn, type Wording } from './wording';
import { withoutGaps } from './without-gaps';

export function storyAsNinjs(story: Story): Rendition {
  const bytes = Buffer.from(JSON.stringify(ninjs(story, wordingIn(story.language))), 'utf8');
  return { mediaType: 'application/vnd.iptc.ninjs+json', bytes };
}

const standard = {
  name: 'ninjs',
  version: '3.1',
  schema: 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#',
};

function ninjs(story: Story, wording: Wording): object {
  const { headline, standfirst, language, byline } = story;
  return withoutGaps({
    ...administration(story),
    language,
    title: headline,
    headlines: [{ role: 'main', contentType: 'text/plain', value: headline }],
    by: byline.join(', '),
    people: byline.map((name) => ({ name, rel: 'author' })),
    located: story.dateline?.place,
    slugline: story.slug,
    descriptions: standfirst ? [{ role: 'standfirst', contentType: 'text/plain', value: standfirst }] : [],
    edNote: edNote(story, wording),
    bodies: bodies(story, wording),
    subjects: subjects(story),
    infoSources: infoSources(story, wording),
    renditions: renditions(story),
    associations: [...story.media.map((medium) => picture(medium, story)), ...versions(story)],
    altIds: altIds(story),
    trustIndicators: trustIndicators(story),
  });
}

const administration = ({ id, version, publishedAt, updatedAt, retraction }: Story): object => ({
  uri: storyUrn(id),
  standard,
  type: 'text',
  representationType: 'full',
  version: String(version),
  firstCreated: publishedAt,
  versionCreated: updatedAt,
  pubStatus: retraction ? 'canceled' : 'usable',
});

/** The dateline opens the text, as it does on the page. */
function bodies(story: Story, wording: Wording): object[] {
  if (story.body === '') return [];
  const extent = extentOf(storyText(story));
  const dateline = datelineText(story.dateline, story.language);
  return [
    { role: 'main', contentType: 'text/html', ...extent, value: bodyAsHtml(story, wording) },
    { role: 'main', contentType: 'text/markdown', ...extent, value: printedBody(story) },
    { role: 'main', contentType: 'text/plain', ...extent, value: storyText(story) },
    ...(dateline ? [{ role: 'dateline', contentType: 'text/plain', ...extentOf(dateline), value: dateline }] : []),
  ];
}

/** To the desk that receives it: a paragraph for each correction and other note, and first of all the retraction. */
function edNote({ corrections, retraction }: Story, { notes, retracted }: Wording): string {
  const all = corrections.map(({ kind, at, note }) => `${noteLabel(kind, notes)}, ${at}: ${note}`);
  return [...(retraction ? [`${retracted}, ${retraction.at}: ${retraction.notice}`] : []), ...all].join('\n\n');
}

const subjects = ({ category, tags }: Story): object[] => [
  ...(category ? [{ name: category, rel: 'category' }] : []),
  ...tags.map((name) => ({ name, rel: 'tag' })),
];

/** Each cited source by its printed line, in the order of its number. */
const infoSources = ({ sources }: Story, wording: Wording): object[] =>
  sources.map(({ key, source }) =>
    withoutGaps({ name: sourceAsText(source, wording), role: 'cited', uri: sourceAddress(source), literal: key }),
  );

const renditions = (story: Story): object[] => [
  { name: 'page', href: storyAddress(story), contentType: 'text/html' },
  { name: 'sources', href: sourcesAddress(story), contentType: 'application/vnd.citationstyles.csl+json' },
];

/** Its key makes its name: a picture has none of its own but its address, which may change. */
const picture = ({ key, url, alt, caption, credit, rights }: StoryMedium, { id }: Story): object =>
  withoutGaps({
    name: `picture ${key}`,
    rel: 'picture',
    uri: `${storyUrn(id)}#media:${encodeURIComponent(key)}`,
    type: 'picture',
    descriptions: [
      ...(caption ? [{ role: 'caption', contentType: 'text/plain', value: caption }] : []),
      ...(alt ? [{ role: 'alt', contentType: 'text/plain', value: alt }] : []),
    ],
    by: credit,
    copyrightNotice: rights,
    renditions: [{ name: 'original', href: url }],
  });

/** As many as an item should carry; the version before comes first. */
const mostVersions = 20;

function versions(story: Story): object[] {
  const { version, publisher } = story;
  if (publisher.publicHistory !== 'all') return [];
  const earlier = Array.from({ length: Math.min(version - 1, mostVersions) }, (_, nth) => version - 1 - nth);
  return earlier.map((number) => ({
    name: `version ${number}`,
    rel: 'previousVersion',
    uri: versionAddress(story, number),
    type: 'text',
    version: String(number),
    renditions: [{ name: 'page', href: versionAddress(story, number), contentType: 'text/html' }],
  }));
}

const altIds = (story: Story): object[] => [
  { role: 'article', value: story.id },
  { role: 'slug', value: story.slug },
  { role: 'address', value: storyAddress(story) },
];

const trustIndicators = ({ publisher: { policies } }: Story): object[] =>
  policyLinks(policies).map(({ name, url, indicator }) =>
    withoutGaps({ role: indicator && trustIndicator(indicator), title: name, href: url }),
  );
