import { commandId, requestMac } from '../../src/event-store/idempotency';

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

it('tells requests apart by method, path, body and secret', () => {
  const macs = [
    requestMac('secret', 'POST', '/v1/main/articles', Buffer.from('{}')),
    requestMac('secret', 'PUT', '/v1/main/articles', Buffer.from('{}')),
    requestMac('secret', 'POST', '/v1/main/articles?x', Buffer.from('{}')),
    requestMac('secret', 'POST', '/v1/main/articles', Buffer.from('{ }')),
    requestMac('other', 'POST', '/v1/main/articles', Buffer.from('{}')),
  ];
  expect(new Set(macs.map((mac) => mac.toString('hex'))).size).toBe(macs.length);
  expect(macs[0]).toHaveLength(32);
});
