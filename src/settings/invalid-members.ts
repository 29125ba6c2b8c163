// What is wrong inside the members of a change, by its path. Pure; the shapes of the members were checked before.
import { severities, waivings, type SettingsChange } from './settings';

export interface InvalidMember {
  /** E.g. `severities.label-gap`, `origins[1]`. */
  readonly path: string;
  readonly message: string;
}

/** @param findings the codes of all findings that there are */
export function invalidMembers(change: SettingsChange, findings: readonly string[]): readonly InvalidMember[] {
  return [
    ...invalidByFinding('severities', change.severities, { findings, allowed: severities }),
    ...invalidByFinding('waivers', change.waivers, { findings, allowed: waivings }),
    ...invalidOrigins(change.origins),
    ...invalidPolicies(change.policies),
  ];
}

type Given<Name extends keyof SettingsChange> = SettingsChange[Name];

function invalidByFinding(
  member: string,
  given: Given<'severities' | 'waivers'>,
  { findings, allowed }: { readonly findings: readonly string[]; readonly allowed: readonly string[] },
): InvalidMember[] {
  return Object.entries(given ?? {}).flatMap(([code, value]) => {
    const path = `${member}.${code}`;
    if (!findings.includes(code)) return [{ path, message: `${code} is no finding of the checks` }];
    return allowed.includes(value) ? [] : [{ path, message: `${code} must be one of ${allowed.join(', ')}` }];
  });
}

function invalidOrigins(origins: Given<'origins'>): InvalidMember[] {
  const message = 'an origin must be https://host or https://host:port as browsers send it, or *';
  return (origins ?? []).flatMap((origin, index) =>
    origin === '*' || isHttpsOrigin(origin) ? [] : [{ path: `origins[${index}]`, message }],
  );
}

const policyName = /^[A-Za-z][A-Za-z0-9-]{0,59}$/;
const mostPolicies = 50;

function invalidPolicies(policies: Given<'policies'>): InvalidMember[] {
  const given = Object.entries(policies ?? {});
  if (given.length > mostPolicies) {
    return [{ path: 'policies', message: `policies must hold no more than ${mostPolicies} addresses` }];
  }
  return given.flatMap(([name, url]) => {
    const path = `policies.${name}`;
    if (!policyName.test(name)) return [{ path, message: 'a name must be 1 to 60 of A-Z, a-z, 0-9 and -' }];
    return isHttpsUrl(url) ? [] : [{ path, message: `${name} must be an https URL` }];
  });
}

/** Exactly as it is sent in the header Origin (RFC 6454 section 6.1): no path, no default port, lower case. */
const isHttpsOrigin = (text: unknown): boolean => isHttpsUrl(text) && new URL(text).origin === text;

const isHttpsUrl = (text: unknown): text is string =>
  typeof text === 'string' &&
  text.length <= 2000 &&
  /^https:\/\/[^\s]+$/.test(text) &&
  URL.canParse(text) &&
  isPlain(new URL(text));

/** No wildcard, which no browser would match, and no password for readers. */
const isPlain = ({ hostname, username }: URL): boolean => !hostname.includes('*') && username === '';
