// What a desk check says. Pure.

export type Severity = 'error' | 'warning' | 'advice';

/** Where a finding points: the member (`body`, `headline`, `citations` …); line and column count from 1, columns in UTF-16 units. */
export interface Where {
  readonly member: string;
  readonly line?: number;
  readonly column?: number;
  /** The words (or marker) found there, verbatim: they begin at line and column. */
  readonly quote?: string;
  /** The words of the sentence that lead to a marker, for people to find it by. */
  readonly context?: string;
  /** The citation's or medium's key, where the finding is about one. */
  readonly key?: string;
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** One sentence in plain words. */
  readonly message: string;
  readonly where: Where;
}
