// Addresses and names of stories as their outputs give them to others: absolute, and the same whoever asked. Pure.
import type { Story } from '../articles/story';

type Placed = Pick<Story, 'newsroom' | 'publisher' | 'slug'>;

export const newsroomAddress = (site: string, newsroom: string): string => `${site}/v1/${newsroom}`;

export const storyAddress = ({ publisher: { site }, newsroom, slug }: Placed): string =>
  `${newsroomAddress(site, newsroom)}/stories/${slug}`;

/** Where that version stays whatever becomes of the story. */
export const versionAddress = (story: Placed, version: number): string => `${storyAddress(story)}/versions/${version}`;

/** The sources as CSL-JSON. */
export const sourcesAddress = (story: Placed): string => `${storyAddress(story)}/sources`;

/** Its name for ever, also when it moves (RFC 9562 section 4). */
export const storyUrn = (id: string): string => `urn:uuid:${id}`;
