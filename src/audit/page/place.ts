// What the page shows, as its address says it: every state has a permalink. Pure.

export interface Place {
  readonly newsroom?: string;
  /** UUID. */
  readonly article?: string;
  /** The head unless given. */
  readonly revision?: number;
  /** With it a redline is shown, from this revision, or from what readers see. */
  readonly from?: number | 'story';
  /** Only revisions by this person: the token's `sub`. */
  readonly actor?: string;
  /** Only revisions of this type. */
  readonly type?: string;
  /** The timeline's: by revision unless given. */
  readonly scale?: 'time';
  /** The chosen sentence, from 1. */
  readonly sentence?: number;
  /** Words that articles are looked for with. */
  readonly q?: string;
}

const order = ['newsroom', 'article', 'revision', 'from', 'actor', 'type', 'scale', 'sentence', 'q'] as const;

/** What cannot be read is left out: an old or mistyped link shows what it still can. */
export function readPlace(search: string): Place {
  const query = new URLSearchParams(search);
  const text = (name: string) => query.get(name) || undefined;
  return {
    newsroom: text('newsroom'),
    article: text('article'),
    revision: whole(text('revision')),
    from: query.get('from') === 'story' ? 'story' : whole(text('from')),
    actor: text('actor'),
    type: text('type'),
    scale: query.get('scale') === 'time' ? 'time' : undefined,
    sentence: whole(text('sentence')),
    q: text('q'),
  };
}

/** The query of the address, `?` included. */
export function writePlace(place: Place): string {
  const query = new URLSearchParams();
  for (const name of order) {
    const value = place[name];
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

const whole = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
