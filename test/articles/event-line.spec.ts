// An event of the log as one line: a CloudEvent, its payload as it was written.
import type { WrittenEvent } from '../../src/event-store/stored-event';
import { eventLine } from '../../src/articles/event-line';

const event = (type: string, payload = '{}'): WrittenEvent => ({
  newsroom: 'main',
  position: 3,
  streamId: 'of-the-stream',
  revision: 1,
  type,
  schema: 1,
  payload,
  actor: 'a',
  recordedAt: '2026-05-04T10:00:00.000Z',
  hash: 'h',
});
const told = (written: WrittenEvent) => JSON.parse(eventLine(written)) as Record<string, unknown>;

describe('an event of the log', () => {
  it('is told as a CloudEvent, with what the log knows of it', () => {
    expect(told(event('article-edited', '{"headline":"Water"}'))).toEqual({
      specversion: '1.0',
      id: '3',
      source: '/v1/main',
      type: 'article-edited',
      subject: 'of-the-stream',
      time: '2026-05-04T10:00:00.000Z',
      datacontenttype: 'application/json',
      position: 3,
      revision: 1,
      actor: 'a',
      hash: 'h',
      data: { headline: 'Water' },
    });
  });

  it('stands on one line, whatever white space its payload was written with', () => {
    const line = eventLine(event('article-edited', '{\r\n"note":\n"two\\nlines"\r}'));
    expect(line).not.toMatch(/[\r\n]/);
    expect(JSON.parse(line)).toMatchObject({ data: { note: 'two\nlines' } });
  });
});

describe('the subject of an event', () => {
  it('is the article whose stream it stands in', () => {
    expect(told(event('article-edited', '{"article":"another"}')).subject).toBe('of-the-stream');
  });

  it('is the article that an event of another stream names', () => {
    expect(told(event('comment-added', '{"article":"the \\"one\\""}')).subject).toBe('the "one"');
  });

  it('is left out where the event is about no article', () => {
    expect(told(event('settings-changed', '{"language":"nl"}'))).not.toHaveProperty('subject');
  });
});
