// Which addresses a webhook may have, and which of those that a name resolves to may be connected to.
import { AddressRules } from '../../src/relay/address-rules';

const strict = new AddressRules({ http: false, networks: [] });

describe('An address that is connected to', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['loopback', '::1'],
    ['unspecified', '0.0.0.0'],
    ['unspecified', '::'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['unique local', 'fd00::1'],
    ['link-local', '169.254.1.1'],
    ['link-local', 'fe80::1'],
    ['multicast', '224.0.0.1'],
    ['multicast', 'ff02::1'],
    ['broadcast', '255.255.255.255'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['cloud metadata', '169.254.169.254'],
    ['cloud metadata', 'fd00:ec2::254'],
    ['cloud metadata', '100.100.100.200'],
    ['cloud metadata', '192.0.0.192'],
    ['cloud metadata', '168.63.129.16'],
    ['documentation', '192.0.2.1'],
    ['documentation', '2001:db8::1'],
    ['benchmarking', '198.18.0.1'],
    ['reserved', '240.0.0.1'],
    ['an IPv4 address as IPv6', '::ffff:127.0.0.1'],
    ['an IPv4 address as IPv6', '::ffff:8.8.8.8'],
    ['an IPv4 address as IPv6', '::127.0.0.1'],
    ['an IPv4 address through NAT64', '64:ff9b::7f00:1'],
    ['an IPv4 address through 6to4', '2002:7f00:1::'],
    ['an IPv4 address through Teredo', '2001::7f00:1'],
    ['site-local', 'fec0::1'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('is not %s: %s', (_, ip) => expect(strict.allows(ip)).toBe(false));

  it.each(['8.8.8.8', '93.184.216.34', '172.15.0.1', '172.32.0.1', '100.63.255.255', '100.128.0.1', '2606:4700::1111'])(
    'is public: %s',
    (ip) => expect(strict.allows(ip)).toBe(true),
  );

  it('is one of the networks that the operator allows, and no other', () => {
    const rules = new AddressRules({ http: false, networks: ['10.1.0.0/16', 'fd00:1::/32'] });
    const asked = ['10.1.2.3', '10.2.0.1', 'fd00:1::5', 'fd00:2::5', '127.0.0.1', '8.8.8.8'];
    expect(asked.filter((ip) => rules.allows(ip))).toEqual(['10.1.2.3', 'fd00:1::5', '8.8.8.8']);
  });
});

describe('The address of a webhook', () => {
  it.each([
    ['hooks.example.org', 'is no address'],
    ['ftp://hooks.example.org/', 'has to begin with https://'],
    ['http://hooks.example.org/', 'has to begin with https://'],
    ['file:///etc/passwd', 'has to begin with https://'],
    ['https://user:word@hooks.example.org/', 'must not hold a user or password'],
    ['https://hooks.example.org/#here', 'must not have a fragment'],
    ['https://127.0.0.1/', 'must be public, which 127.0.0.1 is not'],
    ['https://127.1/', 'must be public, which 127.0.0.1 is not'],
    ['https://0x7f000001/', 'must be public, which 127.0.0.1 is not'],
    ['https://2130706433/', 'must be public, which 127.0.0.1 is not'],
    ['https://0177.0.0.1/', 'must be public, which 127.0.0.1 is not'],
    ['https://[::1]/', 'must be public, which ::1 is not'],
    ['https://[::ffff:10.0.0.1]/', 'must be public, which ::ffff:a00:1 is not'],
    ['https://169.254.169.254/latest/meta-data/', 'must be public, which 169.254.169.254 is not'],
  ])('%s %s', (address, refusal) => expect(strict.refusalOf(address)).toBe(refusal));

  it('is taken where it is https and its host is a name, or a public address', () => {
    const taken = ['https://hooks.example.org/stet?x=1', 'https://hooks.example.org:8443/', 'https://8.8.8.8/'];
    expect(taken.map((address) => strict.refusalOf(address))).toEqual([undefined, undefined, undefined]);
  });

  it('may be http where the operator allows it', () => {
    const rules = new AddressRules({ http: true, networks: [] });
    expect(rules.refusalOf('http://hooks.example.org/')).toBeUndefined();
    expect(rules.refusalOf('http://127.0.0.1/')).toBe('must be public, which 127.0.0.1 is not');
  });
});
