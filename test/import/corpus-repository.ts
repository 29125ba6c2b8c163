// A repository made of the revision corpus that developers and CI have beside the project: every revision a commit.
import { corpusStories, type CorpusRevision } from '../corpus';
import { GitRepository, type GivenCommit } from './git-repository';

export interface CorpusRepository {
  readonly repository: GitRepository;
  readonly histories: readonly (readonly CorpusRevision[])[];
}

/**
 * Of that many of the stories with most revisions, each as often as is said, in folders of its own; commits in the order of their times, as
 * far as histories allow.
 */
export function corpusRepository(stories = Infinity, copies = 1): CorpusRepository {
  const all = corpusStories().flatMap(({ revisions }) =>
    Array.from({ length: copies }, (_, nth) => copyOf(revisions, nth)),
  );
  const histories = all.toSorted((one, other) => other.length - one.length).slice(0, stories);
  return { repository: new GitRepository(commitsOf(histories)), histories };
}

function copyOf(revisions: readonly CorpusRevision[], nth: number): readonly CorpusRevision[] {
  if (nth === 0) return revisions;
  return revisions.map((revision) => ({ ...revision, path: revision.path.replace(/^(?:[^/]+\/)?/, `$&copy-${nth}/`) }));
}

function commitsOf(histories: readonly (readonly CorpusRevision[])[]): GivenCommit[] {
  const heads = histories.map(() => 0);
  const next = (): number => {
    const times = histories.map((revisions, nth) => Date.parse(revisions[heads[nth] ?? 0]?.date ?? '') || Infinity);
    return times.indexOf(Math.min(...times));
  };
  const total = histories.reduce((sum, { length }) => sum + length, 0);
  return Array.from({ length: total }, () => {
    const nth = next();
    const at = heads[nth] ?? 0;
    heads[nth] = at + 1;
    return commitOf(histories[nth] as readonly CorpusRevision[], at);
  });
}

function commitOf(revisions: readonly CorpusRevision[], at: number): GivenCommit {
  const { author, date, note, path, text } = revisions[at] as CorpusRevision;
  const before = revisions[at - 1]?.path;
  const left = before === undefined || before === path ? {} : { [before]: null };
  return { author, at: date, message: note, files: { ...left, [path]: text } };
}
