// The token of this tab: kept as long as the tab, and what it says of its holder. Only the server decides what it is good for.

const place = 'stet-token';

export const storedToken = (): string | undefined => sessionStorage.getItem(place) ?? undefined;
export const storeToken = (token: string): void => sessionStorage.setItem(place, token);
export const dropToken = (): void => sessionStorage.removeItem(place);

export interface Holder {
  readonly name: string;
  /** Roles by newsroom. */
  readonly newsrooms: Readonly<Record<string, readonly string[]>>;
}

/** What a JWT's payload says (RFC 7519), unverified; undefined for what is no token. */
export function holderOf(token: string): Holder | undefined {
  const { sub, name, newsrooms } = payloadOf(token) ?? {};
  if (typeof sub !== 'string') return undefined;
  const given = typeof newsrooms === 'object' && newsrooms !== null ? newsrooms : {};
  const roles = Object.entries(given).map(([id, list]) => [id, Array.isArray(list) ? list.map(String) : []] as const);
  return { name: typeof name === 'string' ? name : sub, newsrooms: Object.fromEntries(roles) };
}

/** The claims of a JWT, unverified. */
export function payloadOf(token: string): Readonly<Record<string, unknown>> | undefined {
  const part = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token)?.[1];
  if (part === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(part.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
    const payload: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

const historians = ['auditor', 'editor', 'standards'];

/** The newsrooms whose history the holder may read. */
export const readableNewsrooms = ({ newsrooms }: Holder): readonly string[] =>
  Object.keys(newsrooms).filter((id) => newsrooms[id]?.some((role) => historians.includes(role)));
