// Every output that is kept of each version of a story, by media type; JSON, the answer to no Accept, first.
import type { Renderer } from '../articles/renditions';
import { storyAsHtml } from './story-html';
import { storyAsJson } from './story-json';
import { storyAsLinkedData } from './story-linked-data';
import { storyAsMarkdown } from './story-markdown';
import { storyAsNinjs } from './story-ninjs';
import { sourcesType, storySourcesAsCsl } from './story-sources';

export const outputs: ReadonlyMap<string, Renderer> = new Map([
  ['application/json', storyAsJson],
  ['text/html', storyAsHtml],
  ['text/markdown', storyAsMarkdown],
  ['application/ld+json', storyAsLinkedData],
  ['application/vnd.iptc.ninjs+json', storyAsNinjs],
  [sourcesType, storySourcesAsCsl],
]);
