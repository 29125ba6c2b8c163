// The history of each Markdown file of a repository, moves followed: which commits made which of its revisions. Pure.
import type { Commit, FileChange } from './git-log';

export interface FileRevision {
  readonly commit: Omit<Commit, 'changes'>;
  readonly path: string;
  /** undefined: the commit deleted it. */
  readonly blob?: string;
}

/** One file from its first commit on; a file that comes again after it was deleted has another. */
export interface FileHistory {
  readonly revisions: FileRevision[];
}

/** Which paths are looked at. */
export type PathRule = (path: string) => boolean;

export class GitHistories {
  readonly all: FileHistory[] = [];
  private readonly live = new Map<string, FileHistory>();
  /** Under paths that were left: a branch that was begun before the move still writes there. */
  private readonly left = new Map<string, FileHistory>();

  constructor(private readonly isWanted: PathRule) {}

  /** Commits come parents first. */
  add({ changes, ...commit }: Commit): void {
    if (commit.isMerge) return changes.forEach((change) => this.merge(commit, change));
    // Moves first and all at once: two files may change places, and a new one may take the place that another left.
    const paired = pairedByName(changes);
    const moves = paired.flatMap((change) => this.moveOf(change) ?? []);
    for (const { from } of moves) this.live.delete(from);
    for (const move of moves) this.move(commit, move);
    const rest = paired.filter((change) => !moves.some((move) => move.change === change));
    for (const change of rest) this.apply(commit, change);
  }

  private moveOf(change: FileChange): Move | undefined {
    const { status, from } = change;
    const history = status === 'R' && from !== undefined ? this.live.get(from) : undefined;
    return history && from !== undefined ? { history, from, change } : undefined;
  }

  private apply(commit: FileRevision['commit'], change: FileChange): void {
    if (change.status === 'D') this.remove(commit, change.path);
    else if (isFile(change) && this.isWanted(change.path)) this.write(commit, change);
  }

  /** What a merge made differs from what its parents had; where it is what the file had already, it made nothing. */
  private merge(commit: FileRevision['commit'], change: FileChange): void {
    const { path, blob } = change;
    const known = this.live.get(path)?.revisions.at(-1);
    if (known?.blob === blob && known.path === path) return;
    const move = known ? undefined : this.moveOf(change);
    if (!move) return this.apply(commit, change);
    this.live.delete(move.from);
    this.move(commit, move);
  }

  private write(commit: FileRevision['commit'], { path, blob, status }: FileChange): void {
    const known = this.live.get(path) ?? (status === 'M' ? this.left.get(path) : undefined);
    if (known) return void known.revisions.push({ commit, path: known.revisions.at(-1)?.path ?? path, blob });
    const begun = { revisions: [{ commit, path, blob }] };
    this.all.push(begun);
    this.live.set(path, begun);
    this.left.delete(path);
  }

  private move(commit: FileRevision['commit'], { history, from, change }: Move): void {
    const { path, blob } = change;
    const isKept = isFile(change) && this.isWanted(path);
    history.revisions.push({ commit, path, ...(isKept && { blob }) });
    if (!isKept) return;
    this.left.set(from, history);
    this.left.delete(path);
    this.live.set(path, history);
  }

  private remove(commit: FileRevision['commit'], path: string): void {
    this.live.get(path)?.revisions.push({ commit, path });
    this.live.delete(path);
  }
}

/** A file that went and one of its name that came are one that moved, also where too much changed for git to say so. */
function pairedByName(changes: readonly FileChange[]): readonly FileChange[] {
  const named = (status: string, name: string): readonly FileChange[] =>
    changes.filter((change) => change.status === status && nameOf(change.path) === name);
  const gone = changes.filter(({ status, path }) => {
    const name = nameOf(path);
    return status === 'D' && named('D', name).length === 1 && named('A', name).length === 1;
  });
  if (gone.length === 0) return changes;
  const from = new Map(gone.map(({ path }) => [nameOf(path), path]));
  return changes.flatMap((change): FileChange[] => {
    const left = from.get(nameOf(change.path));
    if (left === undefined || change.status === 'R') return [change];
    return change.status === 'A' ? [{ ...change, status: 'R', from: left }] : [];
  });
}

const nameOf = (path: string): string => path.replace(/^.*\//, '');

interface Move {
  readonly history: FileHistory;
  readonly from: string;
  readonly change: FileChange;
}

const isFile = ({ mode }: FileChange): boolean => mode === '100644' || mode === '100755';
