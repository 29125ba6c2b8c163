// What an import did, or would do, in numbers and sentences. Pure.
import type { ArticleEvent } from '../articles/events';
import type { Finding } from '../articles/finding';
import type { Problem } from './archive';

/** As one process of an import tells it the other. */
export interface ImportFigures {
  readonly articles: number;
  readonly revisions: number;
  readonly events: number;
  readonly versions: number;
  /** Revisions that the log had already. */
  readonly there: number;
  /** Articles that the journal says are in whole. */
  readonly passed: number;
  /** How often which finding stands in published versions. */
  readonly findings: Readonly<Record<string, number>>;
  readonly leftOut: readonly LeftOut[];
}

interface LeftOut extends Problem {
  /** Of which item of the archive, counted from 1; 0: of none. */
  readonly nth: number;
}

export class ImportReport implements ImportFigures {
  articles = 0;
  revisions = 0;
  events = 0;
  versions = 0;
  there = 0;
  passed = 0;
  readonly findings: Record<string, number> = {};
  readonly leftOut: LeftOut[] = [];

  /** Of an import that several have carried out. */
  static of(shares: readonly ImportFigures[]): ImportReport {
    const report = new ImportReport();
    for (const share of shares) report.add(share);
    return report;
  }

  /** In the archive's order. */
  get problems(): readonly Problem[] {
    const ordered = this.leftOut.toSorted((one, other) => one.nth - other.nth);
    return ordered.map(({ place, problem }) => ({ place, problem }));
  }

  wrote(events: readonly ArticleEvent[], findings: readonly Finding[]): void {
    this.revisions += 1;
    this.events += events.length;
    this.versions += events.filter(({ type }) => /^article-(published|updated|corrected)$/.test(type)).length;
    for (const { code, severity } of findings) this.found(`${severity} ${code}`, 1);
  }

  text(newsroom: string, seconds: number, written: boolean): string {
    const { articles, revisions, events, versions, there, passed, problems } = this;
    const verb = written ? 'brought in' : 'would be brought in';
    const speed = written ? `, ${Math.round(revisions / Math.max(seconds, 0.001))} revisions/s` : '';
    const lines = [
      `${newsroom}: ${counted(articles, 'article')}, ${counted(revisions, 'revision')} ${verb} as ${counted(events, 'event')}, published versions among them: ${versions}`,
      `  there before: ${counted(there, 'revision')}${passed > 0 ? `, whole by the journal: ${counted(passed, 'article')}` : ''}`,
      ...Object.entries(this.findings)
        .map(([name, count]) => `  found in published versions: ${count} ${name}`)
        .sort(),
      ...problems.map(({ place, problem }) => `  left out: ${place}: ${problem}`),
      `  ${problems.length} left out; ${seconds.toFixed(1)} s${speed}`,
    ];
    return lines.map((line) => `${line}\n`).join('');
  }

  private add({ findings, leftOut, ...counts }: ImportFigures): void {
    this.articles += counts.articles;
    this.revisions += counts.revisions;
    this.events += counts.events;
    this.versions += counts.versions;
    this.there += counts.there;
    this.passed += counts.passed;
    for (const [name, count] of Object.entries(findings)) this.found(name, count);
    this.leftOut.push(...leftOut);
  }

  private found(name: string, count: number): void {
    this.findings[name] = (this.findings[name] ?? 0) + count;
  }
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
