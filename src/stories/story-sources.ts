// A story's sources as CSL-JSON 1.0.2, for reference managers and citation processors, in the order of their numbers. Pure.
import type { Rendition } from '../event-store/stored-event';
import type { NumberedSource, Story } from '../articles/story';
import { withoutGaps } from './without-gaps';

export const sourcesType = 'application/vnd.citationstyles.csl+json';

export function storySourcesAsCsl({ sources }: Story): Rendition {
  return { mediaType: sourcesType, bytes: Buffer.from(JSON.stringify(sources.map(item)), 'utf8') };
}

/** Of a source that nobody has named there is its number alone: CSL has no empty item, so it is some document. */
function item({ number, key, source, locator, capture }: NumberedSource): object {
  const own = { ...(source ?? { type: 'document' }), id: key, 'citation-number': number };
  const archive = source?.['archive_location'] === undefined ? { archive_location: capture?.url } : {};
  return { ...own, ...withoutGaps({ ...archive, locator }) };
}
