// How a story and its past are linked to each other (RFC 7089): Link headers and TimeMaps, and the addresses in them. Pure.
import { httpDate } from '../http/accept-datetime';
import { isMemento, secondOf, type StoryState } from './story-timeline';

/** The path of a story under that slug. */
export const storyPath = (newsroom: string, slug: string): string => `/v1/${newsroom}/stories/${slug}`;

/** Where a state of the story is to be had for ever: below the story's path. */
export const mementoPath = (story: string, { version, status }: StoryState): string =>
  `${story}/versions/${version}${status === 'retracted' ? '/retraction' : ''}`;

/** What the links of a story are made of. */
export interface LinkedStory {
  /** The path of the story as it is now: original resource and TimeGate in one (RFC 7089 section 4.1.2). */
  readonly path: string;
  /** What the reader may have of its past, oldest first; what has no bytes is passed over. */
  readonly states: readonly StoryState[];
}

export const linkFormat = 'application/link-format';

/** The value of Link for the story, or for one of its mementos. `origin` comes before each path. */
export function linkHeader(story: LinkedStory, origin: string, selected?: StoryState): string {
  const mementos = story.states.filter(isMemento);
  const at = selected ? mementos.indexOf(selected) : -1;
  const rels = new Map<StoryState, string[]>();
  const name = (state: StoryState | undefined, rel: string): unknown =>
    state && rels.set(state, [...(rels.get(state) ?? []), rel]);
  name(mementos[0], 'first');
  name(mementos.at(-1), 'last');
  if (at >= 0) name(mementos[at - 1], 'prev');
  if (at >= 0) name(mementos[at + 1], 'next');
  if (at >= 0) name(mementos[at], '');
  const shown = mementos.filter((state) => rels.has(state));
  const links = shown.map((state) => mementoLink(story, origin, { state, rels: rels.get(state) ?? [] }));
  return [...aroundLinks(story, origin), timeMapLink(story, origin, 'timemap'), ...links].join(', ');
}

/** The whole list, in RFC 6690's link format (RFC 7089 section 5), one link a line. */
export function timeMap(story: LinkedStory, origin: string): string {
  const mementos = story.states.filter(isMemento);
  const links = mementos.map((state, nth) => {
    const rels = [...(nth === 0 ? ['first'] : []), ...(nth === mementos.length - 1 ? ['last'] : [])];
    return mementoLink(story, origin, { state, rels });
  });
  const [original = '', timeGate = ''] = aroundLinks(story, origin);
  return `${[original, timeMapLink(story, origin, 'self'), timeGate, ...links].join(',\n')}\n`;
}

/** Two links and not one with two relations, for clients that compare a relation as a whole. */
const aroundLinks = ({ path }: LinkedStory, origin: string): string[] =>
  ['original', 'timegate'].map((rel) => `<${origin}${path}>; rel="${rel}"`);

function timeMapLink({ path, states }: LinkedStory, origin: string, rel: string): string {
  const [first, last] = [states.find(isMemento), states.findLast(isMemento)];
  const range = first && last ? `; from="${dated(first)}"; until="${dated(last)}"` : '';
  return `<${origin}${path}/timemap>; rel="${rel}"; type="${linkFormat}"${range}`;
}

function mementoLink(
  { path }: LinkedStory,
  origin: string,
  { state, rels }: { readonly state: StoryState; readonly rels: readonly string[] },
): string {
  const rel = [...rels, 'memento'].filter(Boolean).join(' ');
  return `<${origin}${mementoPath(path, state)}>; rel="${rel}"; datetime="${dated(state)}"`;
}

/** When the memento was what readers had, to the second: Memento-Datetime. */
export const dated = (state: StoryState): string => httpDate(secondOf(state));
