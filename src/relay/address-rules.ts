// Where webhooks may be sent: to public addresses by https, and to whatever else the operator allows. Pure.
import { BlockList, isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface Allowance {
  /** Whether http will do. */
  readonly http: boolean;
  /** Networks, e.g. `10.0.0.0/8`, that are not public and may be sent to. */
  readonly networks: readonly string[];
}

/** Public by their numbers, and no receivers: Azure answers every virtual machine there. */
const neverPublic = blockList(['168.63.129.16/32']);
/** All that IPv6 has given out to be reached from everywhere (IANA). */
const globalUnicast = blockList(['2000::/3']);

export class AddressRules {
  private readonly allowed: BlockList;

  constructor(private readonly allowance: Allowance) {
    this.allowed = blockList(allowance.networks);
  }

  /** What is wrong with the address of an endpoint, as a sentence; of a name only its resolution tells the rest. */
  refusalOf(address: string): string | undefined {
    if (!URL.canParse(address)) return 'is no address';
    const { protocol, username, password, hash, hostname } = new URL(address);
    if (protocol !== 'https:' && !(protocol === 'http:' && this.allowance.http)) return 'has to begin with https://';
    if (username || password) return 'must not hold a user or password';
    if (hash) return 'must not have a fragment';
    const host = hostOf(hostname);
    return isIP(host) && !this.allows(host) ? `must be public, which ${host} is not` : undefined;
  }

  /** Whether a connection to this IP address may be made. Written as IPv6, an IPv4 address is none that may. */
  allows(ip: string): boolean {
    const family = isIP(ip);
    if (family === 0) return false;
    if (this.allowed.check(ip, familyName(family))) return true;
    if (ipaddr.parse(ip).range() !== 'unicast' || neverPublic.check(ip, familyName(family))) return false;
    return family === 4 || globalUnicast.check(ip, 'ipv6');
  }
}

/** The host of a URL without the brackets of IPv6. */
export const hostOf = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

function familyName(family: number): 'ipv4' | 'ipv6' {
  return family === 6 ? 'ipv6' : 'ipv4';
}

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    list.addSubnet(address, Number(bits), familyName(isIP(address)));
  }
  return list;
}
