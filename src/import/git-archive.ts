// A git repository of Markdown as an archive: each commit of a file is a revision with its author, time and message.
import type { Archive, ArchivedItem, ArchivedPage, ItemRevision } from './archive';
import { archivedText } from './archived-text';
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
    async *items() {
      const blobs = new GitBlobs(repository);
      try {
        for (const history of histories.all) yield item(history, (revision) => page(blobs, revision, published));
      } finally {
        await blobs.close();
      }
    },
  };
}

async function headOf(repository: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of printed(repository, ['rev-parse', '--verify', 'HEAD^{commit}'])) pieces.push(piece);
  return Buffer.concat(pieces).toString('latin1').trim();
}

function item({ revisions }: FileHistory, read: (revision: FileRevision) => Promise<ArchivedPage>): ArchivedItem {
  const [first] = revisions;
  const listed: ItemRevision[] = [];
  let text = first;
  for (const revision of revisions) {
    const whole = revision.blob === undefined ? text : revision; // one that deletes leaves the text as it was
    text = whole;
    const isGone = revision.blob === undefined;
    listed.push(revisionOf(revision, async () => ({ ...(await read(whole ?? revision)), ...(isGone && { standing: 'withdrawn' }) }))); // prettier-ignore
  }
  const identity = ['git', first?.commit.hash ?? '', first?.path ?? ''];
  return { identity, name: revisions.at(-1)?.path ?? '', begun: first?.commit.at, revisions: listed };
}

function revisionOf({ commit, path }: FileRevision, read: () => Promise<ArchivedPage>): ItemRevision {
  const { hash, name, email, at, message } = commit;
  const author = name.trim() === '' ? undefined : { id: email || name, name };
  return { name: hash, item: path, place: `${path} in commit ${hash.slice(0, 12)}`, author, at, note: message, read };
}

async function page(
  blobs: GitBlobs,
  { path, blob }: FileRevision,
  published: readonly string[],
): Promise<ArchivedPage> {
  const text = archivedText(await blobs.read(blob ?? ''));
  const { unfinished, ...content } = markdownPage(text, path);
  return { ...content, standing: isIn(published, path) && !unfinished ? 'published' : 'draft' };
}

const isIn = (folders: readonly string[], path: string): boolean =>
  folders.some((folder) => path.startsWith(`${folder.replace(/^\.?\/+|\/+$/g, '')}/`) || /^\.?\/?$/.test(folder));
