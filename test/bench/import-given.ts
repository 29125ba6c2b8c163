// What the benches of imports bring in: real histories where the corpus is there, made ones without it.
import { corpusRepository } from '../import/corpus-repository';
import { GitRepository } from '../import/git-repository';

export function givenRepository(copies = 1): GitRepository {
  const corpus = corpusRepository(Infinity, copies);
  if (corpus.histories.length > 0) return corpus.repository;
  corpus.repository.remove();
  const lines = Array.from(
    { length: 120 },
    (_, nth) => `Ferry ${nth} waits at the quay until the lock opens again.\n\n`,
  );
  const commits = Array.from({ length: 900 * copies }, (_, nth) => ({
    author: 'Ana Brandt',
    at: new Date(Date.UTC(2020, 0, 1) + nth * 60_000).toISOString(),
    message: `revision ${nth}`,
    files: { [`content/${nth % (60 * copies)}.md`]: lines.with(nth % 120, `Ferry ${nth} sails.\n\n`).join('') },
  }));
  return new GitRepository(commits);
}
