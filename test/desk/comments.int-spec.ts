// The read model of comments, on a real database and through the real projector: it follows random histories, and is the
// same when it is made again.
import { uuidv7 } from 'uuidv7';
import { ArticleLog } from '../../src/articles/article-log';
import { toPayload } from '../../src/articles/event-codec';
import { adminDataSource, serviceDataSource } from '../../src/data-source';
import { CommentFollower } from '../../src/desk/comment-follower';
import { anchorAt } from '../../src/desk/comment-quote';
import { toCommentPayload } from '../../src/desk/comment-codec';
import { commentStream } from '../../src/articles/comment-stream';
import type { CommentEvent } from '../../src/desk/comment-events';
import { blocksOf, passageAt } from '../../src/desk/comment-spans';
import { CommentRow } from '../../src/desk/comment.entity';
import { Comments } from '../../src/desk/comments';
import { EventStore } from '../../src/event-store/event-store';
import { Projector } from '../../src/event-store/projector';
import { rebuild } from '../../src/event-store/rebuild';
import type { NewEvent } from '../../src/event-store/stored-event';
import { bodyText } from '../../src/text/body';
import { editBody } from '../../src/text/body-edit';
import { createDatabase, type TestDatabase } from '../setup/database';
import { texts } from '../text/texts';
import { drafted, edited } from './given';
import { fc } from '../setup/chance';

const by = { sub: 'ana', name: 'Ana', role: 'editor' } as const;
let database: TestDatabase;
let store: EventStore;
let articles: ArticleLog;
let comments: Comments;
let projector: Projector;
let source: Awaited<ReturnType<ReturnType<typeof serviceDataSource>['initialize']>>;
const revisions = new Map<string, number>();

beforeAll(async () => {
  database = await createDatabase();
  source = await serviceDataSource(database.url, { newsroom: 'main', entities: [CommentRow] }).initialize();
  store = new EventStore(source);
  articles = new ArticleLog(store);
  comments = new Comments(source, new CommentFollower(store, articles));
  projector = new Projector(source, store);
  projector.register(comments);
  projector.start();
});
afterAll(async () => {
  await projector.stop();
  await source.destroy();
  await database.drop();
});

async function append(streamId: string, events: readonly NewEvent[]): Promise<void> {
  const expectedRevision = revisions.get(streamId) ?? 0;
  const actor = '5c0ffee0-0000-4000-8000-000000000001';
  const outcome = await store.append({ newsroom: 'main', id: uuidv7(), streamId, expectedRevision, actor, events });
  if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
  revisions.set(streamId, outcome.revision);
}

async function write(id: string, text: string): Promise<void> {
  const head = await articles.current('main', id);
  if (!head) return append(id, [toPayload(drafted('Text', []))]).then(() => write(id, text));
  await append(id, [toPayload(edited({}, editBody(head.content.body, text, head.nextBlockId)))]);
}

async function comment(id: string, n: number, line: number, revision: number): Promise<void> {
  const article = await articles.at('main', id, revision);
  const anchor = article && anchorAt(article.content, { line });
  const event: CommentEvent = {
    type: 'comment-added',
    article: id,
    by,
    n,
    text: `On line ${line}`,
    anchor: anchor && { revision, ...anchor },
  };
  await append(commentStream(id), [toCommentPayload(event)]);
}

function never(): never {
  throw new Error('It was written.');
}

const caughtUp = async () => projector.waitFor('main', await store.head('main'), 20_000);
const listed = (id: string) => comments.list({ newsroom: 'main', article: id, limit: 200 });
const linesOf = (text: string) => text.split(/\r\n|\n|\r/);

async function expectStanding(id: string, count: number): Promise<void> {
  const body = (await articles.current('main', id))?.content.body ?? [];
  const rows = await listed(id);
  expect(rows.map(({ n }) => n)).toEqual(Array.from({ length: count }, (_, at) => at + 1));
  for (const { spans, lost, quote } of rows) {
    expect(quote).not.toBe('');
    const passage = passageAt(body, spans ?? []);
    if (!passage) expect(lost).toMatchObject({ words: expect.any(String), line: expect.any(Number) });
    else {
      const from = linesOf(bodyText(body)).slice(passage.line - 1).join('\n').slice(passage.column - 1); // prettier-ignore
      expect(from.startsWith(passage.words.replace(/\r\n?/g, '\n'))).toBe(true);
    }
  }
}

const rebuilt = async () => {
  const admin = await adminDataSource(database.url).initialize();
  try {
    return await rebuild(admin, new Comments(admin, new CommentFollower(store, new ArticleLog(store))));
  } finally {
    await admin.destroy();
  }
};

describe('Comments', () => {
  it('are never lost in a random history, stand where it is told, and are the same rebuilt', async () => {
    const step = fc.tuple(texts, fc.nat(60), fc.nat(3));
    const history = async (steps: readonly (readonly [string, number, number])[]) => {
      const id = uuidv7();
      let count = 0;
      await write(id, 'A first line.\n\nA last line.\n');
      for (const [text, at, back] of steps) {
        const head = await articles.current('main', id);
        const revision = Math.max(2, (head?.revision ?? 2) - back);
        const seen = await articles.at('main', id, revision);
        const lines = linesOf(bodyText(blocksOf(seen?.content ?? never(), 'body')));
        const line = (at % lines.length) + 1;
        if (lines[line - 1]?.trim()) await comment(id, ++count, line, revision);
        await write(id, text);
      }
      await caughtUp();
      await expectStanding(id, count);
    };
    // Making a failing history shorter would take longer than a test may, and hide what failed.
    const tried = { numRuns: 25, endOnFailure: true };
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), history), tried);
    expect(await rebuilt()).toMatchObject({ drift: [] });
  }, 60_000);

  it('are followed from the revision that was seen, however long ago, and no further than they are recorded', async () => {
    const id = uuidv7();
    const shifted = async (from: number, to: number) => {
      for (let nth = from; nth <= to; nth += 1) await write(id, `${'Very '.repeat(nth)}same words, here.\n`);
    };
    await shifted(0, 45);
    const [anchor] = [anchorAt((await articles.at('main', id, 2))?.content ?? never(), { quote: 'words' })];
    if (!anchor) return never();
    const event: CommentEvent = {
      type: 'comment-added',
      article: id,
      by,
      n: 1,
      text: 'Which?',
      anchor: { revision: 2, ...anchor },
    };
    await append(commentStream(id), [toCommentPayload(event)]);
    await shifted(46, 50);
    await caughtUp();
    const expected = [{ block: 1, start: 255, end: 260 }];
    expect(await listed(id)).toEqual([expect.objectContaining({ spans: expected, revision: 52 })]);
    expect(await rebuilt()).toMatchObject({ drift: [] });
  });

  it('make the way of other articles no longer', async () => {
    const ids = Array.from({ length: 20 }, () => uuidv7());
    // Appends that wait for each other one by one would be most of the time.
    const each = (work: (id: string) => Promise<void>) => Promise.all(ids.map(work));
    const paragraphs = Array.from({ length: 40 }, (_, at) => `Paragraph ${at} of a longer text with words.\n\n`);
    await each((id) => write(id, paragraphs.join('')));
    await caughtUp();
    const folded = jest.spyOn(articles, 'at');
    const before = performance.now();
    await each((id) => write(id, paragraphs.with(3, `Rewritten ${id}.\n\n`).join('')));
    await caughtUp();
    const without = performance.now() - before;
    expect(folded).not.toHaveBeenCalled();
    folded.mockRestore();
    await each(async (id) => {
      for (let n = 1; n <= 10; n += 1) await comment(id, n, 2 * n + 9, 3);
    });
    await caughtUp();
    const start = performance.now();
    await each((id) => write(id, paragraphs.with(7, `New ${id}.\n\n`).join('')));
    await caughtUp();
    const ms = (time: number) => `${(time / ids.length).toFixed(1)} ms`;
    console.info(`an edit: ${ms(without)} without comments, ${ms(performance.now() - start)} with ten`);
    await each((id) => expectStanding(id, 10));
  }, 60_000);

  it('stop at nothing when a text or an anchor was erased', async () => {
    const id = uuidv7();
    await write(id, 'One line.\n');
    await append(commentStream(id), [{ type: 'comment-added', schema: 1, payload: { article: id, by, n: 1 } }]);
    await append(commentStream(id), [{ type: 'comment-resolved', schema: 1, payload: { article: id, by, n: 1 } }]);
    await caughtUp();
    expect(await listed(id)).toEqual([expect.objectContaining({ n: 1, text: '', spans: null, resolvedBy: 'ana' })]);
  });
});
