// Real histories through the git importer: needs ../shared/corpus, and is skipped by name without it. All of it with
// STET_IMPORT_STORIES=67.
import { startTestService, type Client, type TestService } from '../setup/service';
import { describeWithCorpus, type CorpusRevision } from '../corpus';
import { corpusRepository, type CorpusRepository } from './corpus-repository';
import { importInto, revisionsOf, wholeLog } from './given';

const stories = Number(process.env['STET_IMPORT_STORIES'] ?? 3);

describeWithCorpus('The corpus of revisions, imported from a repository', () => {
  let stet: TestService;
  let iris: Client;
  let corpus: CorpusRepository;
  beforeAll(async () => {
    stet = await startTestService();
    iris = await stet.as('Iris', 'auditor');
    corpus = corpusRepository(stories);
    await importInto(stet, { from: corpus.repository.folder, published: ['content'] });
  }, 120_000);
  afterAll(async () => {
    corpus?.repository.remove();
    await stet?.close();
  });

  it('has the authors, times, messages and bytes of every commit', async () => {
    const drafts = (await wholeLog(iris)).filter(({ type }) => type === 'article-drafted');
    expect(drafts).toHaveLength(corpus.histories.length);
    for (const history of corpus.histories) {
      const draft = drafts.find(({ data }) => data.imported.item === history[0]?.path);
      await expectSame(iris, draft.subject, history);
    }
  }, 300_000);
});

/** What a commit made and what its publication made say the same: the last event of each commit is compared. */
async function expectSame(iris: Client, id: string, history: readonly CorpusRevision[]): Promise<void> {
  const revisions: { revision: number; actor: { name: string }; occurredAt: string; note: string; imported: { revision: string } }[] = await revisionsOf(iris, id); // prettier-ignore
  const last = revisions.filter(({ imported }, nth) => imported.revision !== revisions[nth + 1]?.imported.revision);
  expect(last.map(({ actor, occurredAt, note }) => [actor.name, occurredAt, note])).toEqual(
    history.map(({ author, date, note }) => [author, new Date(date).toISOString(), note.trimEnd()]),
  );
  for (const [nth, { text }] of history.entries()) {
    const answer = await iris.get(`/articles/${id}/revisions/${last[nth]?.revision}`, { headers: { accept: 'text/markdown' } }); // prettier-ignore
    expect(answer.text).toBe(text);
  }
}
