// Every address from which somebody can read: each GET route that there is, with the addresses of one article, and whatever
// it can be asked for.
import type { Answer, Client, TestService } from '../setup/service';

export interface Subject {
  readonly id: string;
  readonly slug: string;
  readonly sourceId: string;
  readonly words: string;
}

/** What a route takes beside its path. A route that is not here is asked without. */
const queries: Record<string, (subject: Subject) => string[]> = {
  '/v1/:newsroom/articles': ({ words }) => ['', `?q=${encodeURIComponent(words)}`],
  '/v1/:newsroom/articles/:id': () => ['', '?revision=1', '?revision=3'],
  '/v1/:newsroom/articles/:id/blame': () => ['', '?granularity=sentence', '?revision=1'],
  '/v1/:newsroom/articles/:id/diff': () =>
    ['?from=1&to=3', '?from=2&to=1', '?from=story'].flatMap((asked) =>
      ['json', 'html', 'unified'].map((format) => `${asked}&format=${format}`),
    ),
  '/v1/:newsroom/articles/:id/revisions': () => ['', '?group=session'],
  '/v1/:newsroom/events': ({ id }) => ['?limit=200', `?limit=200&article=${id}`],
  '/v1/:newsroom/sources': () => ['', '?q=ledger'],
  '/v1/:newsroom/stories': ({ words }) => ['', `?q=${encodeURIComponent(words)}`],
};

const accepts = [
  undefined,
  'text/html',
  'text/markdown',
  'application/x-ndjson',
  'application/ld+json',
  'application/vnd.iptc.ninjs+json',
];

/** Routes that answer more than one media type. */
const negotiated = /articles\/:id(?:\/revisions\/:revision)?$|stories\/:slug|feed|events|timemap|memento/;

/** What stands in the place of a parameter, whatever the route. */
const values = ({ id, slug, sourceId }: Subject): Record<string, readonly string[]> => ({
  newsroom: ['main'],
  id: [id],
  slug: [slug],
  revision: ['1', '3'],
  version: ['1', '2'],
  v: ['1', '2'],
  key: ['a'],
  n: ['1'],
  sourceId: [sourceId],
});

export interface Surface {
  readonly path: string;
  readonly accept?: string;
}

/** Of every GET route. Throws for a parameter that nobody has given a value here. */
export function surfacesOf({ service }: TestService, subject: Subject): Surface[] {
  const { routes } = service.app.getHttpAdapter().getInstance().routeTable;
  const patterns = routes
    .filter(({ method, pattern }) => method === 'GET' && pattern.startsWith('/v1/') && !/ledger|:file|\*/.test(pattern))
    .map(({ pattern }) => pattern);
  return [...new Set(patterns)].flatMap((pattern) => {
    const asked = queries[pattern]?.(subject) ?? [''];
    const paths = addresses(pattern, values(subject)).flatMap((path) => asked.map((query) => `/${path}${query}`));
    const offers = negotiated.test(pattern) ? accepts : [undefined];
    return paths.flatMap((path) => offers.map((accept) => ({ path, accept })));
  });
}

function addresses(pattern: string, known: Record<string, readonly string[]>): string[] {
  const name = /:(\w+)/.exec(pattern)?.[1];
  if (name === undefined) return [pattern];
  const given = known[name];
  if (!given) throw new Error(`test/vault/surfaces.ts does not know what to ask ${pattern} for as ${name}`);
  return given.flatMap((value) => addresses(pattern.replace(`:${name}`, value), known));
}

export const ask = (client: Client, { path, accept }: Surface): Promise<Answer> =>
  client.get(path, accept === undefined ? {} : { headers: { accept } });

/** The surfaces on which any of the words can be read. */
export async function showing(client: Client, surfaces: readonly Surface[], ...words: string[]): Promise<string[]> {
  const shown: string[] = [];
  for (const surface of surfaces) {
    const { text, headers } = await ask(client, surface);
    const all = letters(text) + letters(decodeURIComponent(JSON.stringify(Object.fromEntries(headers))));
    if (words.some((one) => all.includes(letters(one)))) shown.push(`${surface.path} ${surface.accept ?? ''}`.trim());
  }
  return shown;
}

/** However they are written: without what is between letters. */
const letters = (text: string): string =>
  text
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#\d+|#x[0-9a-f]+|\w+);/gi, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
