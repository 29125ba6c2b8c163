// A client of RFC 7089 that knows nothing but RFC 7089, RFC 8288 (links) and RFC 6690 (link format): no address of the server
// but the one that it is given, and no form of one.

export interface Link {
  readonly target: string;
  readonly rels: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

export interface Memento {
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly datetime: number;
  readonly status: number;
  readonly bytes: string;
  readonly etag: string | null;
  readonly links: readonly Link[];
}

/** RFC 8288 section 3 and, comma for comma, RFC 6690 section 2; targets are resolved against where they stood. */
export function parseLinks(text: string, base: string): Link[] {
  const link = /\s*<([^>]*)>\s*((?:;\s*[\w*-]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s",;]+))?\s*)*)(?:,|$)/y;
  const links: Link[] = [];
  while (link.lastIndex < text.trimEnd().length) {
    const found = link.exec(text.trimEnd());
    if (!found) throw new Error(`No link: ${text}`);
    const [, target = '', rest = ''] = found;
    const pairs = [...rest.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+))/g)];
    const parameters = Object.fromEntries(pairs.map(([, name = '', quoted, token]) => [name, quoted ?? token ?? '']));
    links.push({
      target: new URL(target, base).href,
      rels: (parameters['rel'] ?? '').split(/\s+/).filter(Boolean),
      parameters,
    });
  }
  return links;
}

export const linksTo = (links: readonly Link[], rel: string): Link[] => links.filter(({ rels }) => rels.includes(rel));

const linksOf = (response: Response): Link[] => parseLinks(response.headers.get('link') ?? '', response.url);

/** The TimeGate of an original resource (section 3.1): itself where it names no other. */
export async function timeGateOf(original: string): Promise<string> {
  const response = await fetch(original, { method: 'HEAD' });
  return linksTo(linksOf(response), 'timegate')[0]?.target ?? original;
}

/** Datetime negotiation (section 3.2), in either style: a redirection to the memento, or the memento at once. */
export async function negotiate(timeGate: string, datetime: number): Promise<Memento> {
  const response = await fetch(timeGate, { headers: { 'accept-datetime': new Date(datetime).toUTCString() } });
  const vary = response.redirected ? 'accept-datetime' : (response.headers.get('vary') ?? '');
  if (!/(^|,)\s*accept-datetime\s*(,|$)/i.test(vary)) throw new Error(`No TimeGate: ${timeGate}`);
  return mementoOf(response);
}

export const read = async (address: string): Promise<Memento> => mementoOf(await fetch(address));

async function mementoOf(response: Response): Promise<Memento> {
  const { headers, status, url } = response;
  const said = headers.get('memento-datetime');
  if (said === null) throw new Error(`No memento: ${url}`);
  return {
    address: new URL(headers.get('content-location') ?? '', url).href,
    datetime: Date.parse(said),
    status,
    bytes: await response.text(),
    etag: headers.get('etag'),
    links: linksOf(response),
  };
}

export interface TimeMap {
  readonly original: string;
  readonly timeGate: string;
  readonly self: Link;
  readonly mementos: readonly (Link & { readonly datetime: number })[];
}

/** Section 5; TimeMaps that it names for other stretches of time are read too. */
export async function timeMapOf(address: string): Promise<TimeMap> {
  const response = await fetch(address, { headers: { accept: 'application/link-format' } });
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.startsWith('application/link-format')) throw new Error(`No TimeMap: ${address}`);
  const links = parseLinks(await response.text(), response.url);
  const more = await Promise.all(linksTo(links, 'timemap').map(({ target }) => timeMapOf(target)));
  const [self] = linksTo(links, 'self');
  const named = linksTo(links, 'memento').map((link) => ({
    ...link,
    datetime: Date.parse(link.parameters['datetime'] ?? ''),
  }));
  if (!self) throw new Error(`The TimeMap does not say where it is: ${address}`);
  return {
    original: linksTo(links, 'original')[0]?.target ?? '',
    timeGate: linksTo(links, 'timegate')[0]?.target ?? '',
    self,
    mementos: [...named, ...more.flatMap(({ mementos }) => mementos)],
  };
}
