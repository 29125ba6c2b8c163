// Comments as events: what was stored is read for ever, numbers follow each other, and who may resolve.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromCommentPayload, toCommentPayload } from '../../src/desk/comment-codec';
import { commentStream } from '../../src/articles/comment-stream';
import { addComment, emptyThread, evolveThread, resolveComment, type Thread } from '../../src/desk/comment-thread';
import type { NewEvent } from '../../src/event-store/stored-event';
import type { Role } from '../../src/identity/actor';

const article = '01934567-89ab-7cde-8f01-23456789abcd';
const folder = join(__dirname, 'stored-events');
const examples = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as NewEvent[],
);

const threadOf = (stored: readonly NewEvent[]): Thread =>
  stored.reduce((thread, one, at) => {
    const event = fromCommentPayload(one);
    return event ? evolveThread(thread, { revision: at + 1, position: at + 10, event }) : thread;
  }, emptyThread(article));

const by = { sub: 'ana', name: 'Ana', role: 'reporter' as const };
const actor = (sub: string, ...roles: Role[]) => ({ sub, name: sub, roles });

describe('comments stored by earlier releases', () => {
  it('have an example of every type, and are written as they were', () => {
    expect(new Set(examples.map(({ type }) => type))).toEqual(new Set(['comment-added', 'comment-resolved']));
    for (const example of examples) {
      const event = fromCommentPayload(example);
      expect(event && toCommentPayload(event)).toEqual(example);
    }
  });

  it('fold to the thread that they told of', () => {
    expect(threadOf(examples)).toEqual({
      article,
      revision: 3,
      position: 12,
      comments: new Map([
        [1, { author: 'ana', resolved: true }],
        [2, { author: 'rob', resolved: false }],
      ]),
    });
  });

  it('can be read when text and anchor were erased', () => {
    const [{ payload } = examples[0] as NewEvent] = examples;
    const left = Object.entries(payload).filter(([name]) => name !== 'text' && name !== 'anchor');
    expect(fromCommentPayload({ type: 'comment-added', payload: Object.fromEntries(left) })).toMatchObject({
      n: 1,
      text: '',
    });
  });

  it('lie in the stream that they were written to, for ever', () => {
    expect(commentStream(article)).toBe('c6831152-77bf-87a5-87fe-de9c63d90b96');
  });
});

describe('A thread', () => {
  it('gives the next number', () => {
    expect(addComment(threadOf(examples), by, { text: 'More' })).toEqual([
      { type: 'comment-added', article, by, n: 3, text: 'More' },
    ]);
  });

  it('lets authors and editors resolve, once', () => {
    const thread = threadOf(examples);
    const resolved = (who: ReturnType<typeof actor>, n = 2) => resolveComment(thread, by, who, n).length;
    expect(resolved(actor('rob', 'reporter'))).toBe(1);
    expect(resolved(actor('eva', 'editor'))).toBe(1);
    expect(resolved(actor('sam', 'standards'))).toBe(1);
    expect(resolved(actor('eva', 'editor'), 1)).toBe(0);
    expect(() => resolved(actor('rik', 'reporter'))).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => resolved(actor('rik', 'reporter'), 1)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => resolved(actor('eva', 'editor'), 3)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });
});
