// Rows of the list of corrections, from the events alone.
import type { StoredEvent } from '../../src/event-store/stored-event';
import { correctionRow } from '../../src/stories/correction-row';

const event = (type: string, payload: StoredEvent['payload']): StoredEvent => ({
  newsroom: 'main',
  position: 7,
  streamId: '019ac000-0000-7000-8000-000000000001',
  revision: 3,
  type,
  schema: 1,
  actor: '5c0ffee0-0000-4000-8000-000000000001',
  recordedAt: '2026-11-01T10:00:00.000Z',
  hash: '',
  payload,
});

describe('The list of corrections', () => {
  it.each(['article-corrected', 'article-updated', 'article-retracted'])(
    'is not stopped by %s whose parts were erased',
    (type) => {
      expect(correctionRow([event(type, {})])).toBeUndefined();
      expect(correctionRow([event(type, { version: 2 })])).toBeUndefined();
    },
  );

  it('has nothing of events that tell readers nothing', () => {
    expect(correctionRow([])).toBeUndefined();
    expect(correctionRow([event('article-unpublished', { reason: 'x' })])).toBeUndefined();
  });
});
