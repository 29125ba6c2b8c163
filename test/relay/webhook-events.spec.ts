// What the log holds of webhooks, as it was first written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventTypes } from '../../src/relay/webhook';
import { toPayload } from '../../src/relay/webhook-events';
import stored from './stored-events/webhook-changed-1.json';

const by = { sub: 'ida', name: 'Ida Holm', role: 'admin' } as const;
const webhook = '01934567-89ab-7cde-8f01-23456789abcd';

describe('An event of a webhook', () => {
  it('is written as it always was', () => {
    const { type, schema, payload } = stored;
    const told = { change: 'created', host: 'hooks.example.org', types: ['article-published'], after: 0 } as const;
    expect(toPayload({ type: 'webhook-changed', by, webhook, ...told })).toEqual({ type, schema, payload });
  });

  it('has no parts of what was not said', () => {
    const { payload } = toPayload({ type: 'webhook-changed', by, webhook, change: 'changed', host: undefined });
    expect(Object.keys(payload)).toEqual(['by', 'webhook', 'change']);
  });
});

describe('The events that a webhook may wait for', () => {
  it('are those of docs/events.md', () => {
    const page = readFileSync(join(__dirname, '../../docs/events.md'), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const told = rows.flatMap((row) => row.split('|')[1]?.match(/(?<=`)[a-z]+(?:-[a-z]+)+(?=`)/g) ?? []);
    expect(new Set(told)).toEqual(new Set(eventTypes));
  });
});
