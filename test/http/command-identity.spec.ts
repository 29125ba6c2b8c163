import { commandId } from '../../src/http/command-identity';
import { requestMac } from '../../src/http/request-mac';

it('makes a UUIDv8 of newsroom, actor and key, the same each time', () => {
  const id = commandId('main', 'ana', 'save-1');
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(commandId('main', 'ana', 'save-1')).toBe(id);
});

it('keeps newsrooms, actors and keys apart, wherever the words are divided', () => {
  const ids = [
    commandId('main', 'ana', 'k'),
    commandId('mai', 'nana', 'k'),
    commandId('main', 'anak', ''),
    commandId('main', 'ana', 'k '),
    commandId('main', 'ana","k', ''),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('tells requests apart by method, address, counted headers, body and secret', () => {
  const asked = { method: 'POST', target: '/v1/main/articles', headers: {}, rawBody: Buffer.from('{}') };
  const terms = { newsroom: 'main', actor: { sub: 'ana', name: 'Ana', roles: [] } };
  const mac = (over: object, secret = 'secret') => requestMac(Buffer.from(secret), { ...terms, ...asked, ...over });
  const macs = [
    mac({}),
    mac({ method: 'PUT' }),
    mac({ target: '/v1/main/articles?x' }),
    mac({ headers: { 'if-match': '"1"' } }),
    mac({ rawBody: Buffer.from('{ }') }),
    mac({}, 'other'),
  ];
  expect(new Set(macs.map((one) => one.toString('hex'))).size).toBe(macs.length);
  expect(macs[0]).toHaveLength(32);
});
