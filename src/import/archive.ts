// What every archive is read as: items, each with its revisions, oldest first, and what of it cannot be brought in. Types alone.
import type { ImportedFrom } from '../articles/events';
import type { ArchivedRevision } from '../articles/decide-import';

export interface Archive {
  readonly format: ImportedFrom['format'];
  /** How many revisions there are, as far as is known before they are read. */
  readonly total: number;
  /** What cannot be brought in is told to `tell`, and left out. Nothing needs to be read ahead of items that are not wanted. */
  items(tell: TellProblem, isWanted: ItemRule): AsyncIterable<ArchivedItem>;
}

export type ItemRule = (item: Pick<ArchivedItem, 'identity' | 'begun'>) => boolean;

/** What becomes one article. */
export interface ArchivedItem {
  /** Whatever has the same words is the same article, wherever the archive lies. */
  readonly identity: readonly string[];
  /** Its name in the archive. */
  readonly name: string;
  /** RFC 3339, when its first revision was made; undefined where the archive does not tell. */
  readonly begun?: string;
  readonly revisions: AsyncIterable<ItemRevision> | Iterable<ItemRevision>;
}

export interface ItemRevision {
  /** Unlike that of any other revision of the item. */
  readonly name: string;
  /** The item's name at that time. */
  readonly item: string;
  /** Where it stands in the archive, for whoever looks for it. */
  readonly place: string;
  readonly author?: Author;
  /** RFC 3339. */
  readonly at?: string;
  readonly note?: string;
  /** Throws `Unreadable` where it is nothing that can be brought in. */
  readonly read: () => Promise<ArchivedPage>;
}

export interface Author {
  /** Within archives of the format. */
  readonly id: string;
  readonly name: string;
}

/** A revision's content; without `language` it is the newsroom's. */
export interface ArchivedPage extends Omit<ArchivedRevision, 'members'> {
  readonly members: Omit<ArchivedRevision['members'], 'language'> & { readonly language?: string };
  /** The address that its story had. */
  readonly slug?: string;
}

export interface Problem {
  /** Where in the archive. */
  readonly place: string;
  /** A sentence. */
  readonly problem: string;
}

export type TellProblem = (problem: Problem) => void;

/** Why a revision cannot be brought in, as a sentence. */
export class Unreadable extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'Unreadable';
  }
}
