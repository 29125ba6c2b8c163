// Which article an event is about, as CloudEvents name it.
import type { Payload } from '../../src/event-store/stored-event';
import { eventView } from '../../src/history/event-view';

const event = (type: string, payload: Payload = {}) => ({
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

describe('the subject of an event', () => {
  it('is the article whose stream it stands in', () => {
    expect(eventView(event('article-edited', { article: 'another' })).subject).toBe('of-the-stream');
  });

  it('is the article that an event of another stream names', () => {
    expect(eventView(event('comment-added', { article: 'about' })).subject).toBe('about');
  });

  it('is left out where the event is about no article', () => {
    expect(eventView(event('settings-changed', { language: 'nl' }))).not.toHaveProperty('subject');
  });
});
