// A git repository of Markdown as an archive: each commit of a file is a revision with its author, time and message.
import type { Archive, ArchivedItem, ArchivedPage, ItemRevision, ItemRule } from './archive';
import { archivedText } from './archived-text';
import { BlobsAhead } from './blobs-ahead';
import { GitBlobs } from './git-blobs';
import { printed } from './git-command';
import { GitHistories, type FileHistory, type FileRevision } from './git-histories';
import { commitsOf } from './git-log';
import { markdownPage } from './markdown-page';

export interface GitRules {
  /** Folders of what readers have; nothing is published without one. */
  readonly published?: readonly string[];
  /** Folders that are looked at; all unless given. */
  readonly only?: readonly string[];
}

/** Throws a sentence where there is no git, no repository, or no commit in it. */
export async function openGit(repository: string, { published = [], only = [] }: GitRules): Promise<Archive> {
  const isWanted = (path: string): boolean => /\.(md|markdown)$/i.test(path) && (only.length === 0 || isIn(only, path));
  const head = await headOf(repository);
  const histories = new GitHistories(isWanted);
  for await (const commit of commitsOf(repository, head)) histories.add(commit);
  const total = histories.all.reduce((sum, { revisions }) => sum + revisions.length, 0);
  return {
    format: 'git',
    total,
    items: (_, isWanted) => itemsOf(repository, histories.all, { published, isWanted }),
  };
}

interface ItemRules {
  readonly published: readonly string[];
  readonly isWanted: ItemRule;
}

async function* itemsOf(
  repository: string,
  histories: readonly FileHistory[],
  { published, isWanted }: ItemRules,
): AsyncGenerator<ArchivedItem> {
  const blobs = new GitBlobs(repository);
  const wanted = histories.map((history) => (isWanted(nameOf(history)) ? wholes(history.revisions) : []));
  const reading = new BlobsAhead(blobs, wanted.flat().map(({ blob }) => blob ?? '')); // prettier-ignore
  let first = 0;
  try {
    for (const [nth, history] of histories.entries()) {
      const [texts, from] = [wanted[nth] ?? [], first];
      first += texts.length;
      yield item(history, async (at) => page(await reading.read(from + at), texts[at]?.path ?? '', published));
    }
  } finally {
    await blobs.close();
  }
}

async function headOf(repository: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of printed(repository, ['rev-parse', '--verify', 'HEAD^{commit}'])) pieces.push(piece);
  return Buffer.concat(pieces).toString('latin1').trim();
}

/** Of each revision the one that has its text: one that deletes leaves the text as it was. */
function wholes(revisions: readonly FileRevision[]): readonly FileRevision[] {
  let whole: FileRevision | undefined;
  return revisions.map((revision) => (whole = revision.blob === undefined ? (whole ?? revision) : revision));
}

function nameOf({ revisions }: FileHistory): Pick<ArchivedItem, 'identity' | 'begun'> {
  const [first] = revisions;
  return { identity: ['git', first?.commit.hash ?? '', first?.path ?? ''], begun: first?.commit.at };
}

function item(history: FileHistory, read: (nth: number) => Promise<ArchivedPage>): ArchivedItem {
  const { revisions } = history;
  const listed = revisions.map((revision, nth) => {
    const isGone = revision.blob === undefined;
    return revisionOf(revision, async () => ({ ...(await read(nth)), ...(isGone && { standing: 'withdrawn' }) }));
  });
  return { ...nameOf(history), name: revisions.at(-1)?.path ?? '', revisions: listed };
}

function revisionOf({ commit, path }: FileRevision, read: () => Promise<ArchivedPage>): ItemRevision {
  const { hash, name, email, at, message } = commit;
  const author = name.trim() === '' ? undefined : { id: email || name, name };
  return { name: hash, item: path, place: `${path} in commit ${hash.slice(0, 12)}`, author, at, note: message, read };
}

function page(bytes: Buffer, path: string, published: readonly string[]): ArchivedPage {
  const { unfinished, ...content } = markdownPage(archivedText(bytes), path);
  return { ...content, standing: isIn(published, path) && !unfinished ? 'published' : 'draft' };
}

const isIn = (folders: readonly string[], path: string): boolean =>
  folders.some((folder) => path.startsWith(`${folder.replace(/^\.?\/+|\/+$/g, '')}/`) || /^\.?\/?$/.test(folder));
