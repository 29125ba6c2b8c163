// The rows of comments that a run of events is about, as they become. Pure.
import type { Anchor, Lost } from './comment-anchor';
import type { CommentedMember, Span } from './comment-spans';

interface AnchorColumns {
  readonly member: CommentedMember | null;
  readonly quote: string | null;
  readonly spans: readonly Span[] | null;
  readonly lost: Lost | null;
  readonly revision: number | null;
}

/** A row of `comments` by the names of its columns. Times are text, or what the driver made of them. */
export interface CommentRecord extends AnchorColumns {
  readonly newsroom_id: string;
  readonly article_id: string;
  readonly n: number;
  readonly text: string;
  readonly author: string;
  readonly author_name: string;
  readonly added_at: string | Date;
  readonly resolved_by: string | null;
  readonly resolved_by_name: string | null;
  readonly resolved_at: string | Date | null;
}

/** An anchor, and the revision of the article at which it came where it is. */
export interface Anchored {
  readonly anchor: Anchor;
  readonly revision: number;
}

export class CommentPage {
  private readonly rows = new Map<string, Map<number, CommentRecord>>();
  private readonly touched = new Set<string>();

  constructor(rows: readonly CommentRecord[]) {
    for (const row of rows) this.keep(row);
  }

  put(row: CommentRecord): void {
    this.keep(row);
    this.touched.add(`${row.article_id} ${row.n}`);
  }

  change(article: string, n: number, columns: () => Partial<CommentRecord>): void {
    const row = this.rows.get(article)?.get(n);
    if (!row) throw new Error(`there is no comment ${n} on ${article}`);
    this.put({ ...row, ...columns() });
  }

  anchorsOf(article: string): readonly { readonly n: number; readonly anchor: Anchor }[] {
    return [...(this.rows.get(article)?.values() ?? [])].flatMap((row) => {
      const anchor = anchorOf(row);
      return anchor ? [{ n: row.n, anchor }] : [];
    });
  }

  changed(): readonly CommentRecord[] {
    return [...this.rows.values()].flatMap((rows) =>
      [...rows.values()].filter(({ article_id, n }) => this.touched.has(`${article_id} ${n}`)),
    );
  }

  private keep(row: CommentRecord): void {
    const rows = this.rows.get(row.article_id) ?? new Map<number, CommentRecord>();
    this.rows.set(row.article_id, rows.set(row.n, row));
  }
}

export const anchorColumns = (anchored: Anchored | undefined): AnchorColumns => ({
  member: anchored?.anchor.member ?? null,
  quote: anchored?.anchor.quote ?? null,
  spans: anchored?.anchor.spans ?? null,
  lost: anchored?.anchor.lost ?? null,
  revision: anchored?.revision ?? null,
});

/** undefined where the comment is on the article. */
export function anchorOf({ member, quote, spans, lost }: Omit<AnchorColumns, 'revision'>): Anchor | undefined {
  if (member === null || quote === null || spans === null) return undefined;
  return { member, quote, spans, ...(lost && { lost }) };
}
