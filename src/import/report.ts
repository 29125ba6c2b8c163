// What an import did, or would do, in numbers and sentences. Pure.
import type { ArticleEvent } from '../articles/events';
import type { Finding } from '../articles/finding';
import type { Problem } from './archive';

export class ImportReport {
  articles = 0;
  revisions = 0;
  events = 0;
  versions = 0;
  /** Revisions that the log had already. */
  there = 0;
  /** Articles that the journal says are in whole. */
  passed = 0;
  readonly problems: Problem[] = [];
  private readonly findings = new Map<string, number>();

  wrote(events: readonly ArticleEvent[], findings: readonly Finding[]): void {
    this.revisions += 1;
    this.events += events.length;
    this.versions += events.filter(({ type }) => /^article-(published|updated|corrected)$/.test(type)).length;
    for (const { code, severity } of findings) {
      const name = `${severity} ${code}`;
      this.findings.set(name, (this.findings.get(name) ?? 0) + 1);
    }
  }

  text(newsroom: string, seconds: number, written: boolean): string {
    const { articles, revisions, events, versions, there, passed, problems } = this;
    const verb = written ? 'brought in' : 'would be brought in';
    const speed = written ? `, ${Math.round(revisions / Math.max(seconds, 0.001))} revisions/s` : '';
    const lines = [
      `${newsroom}: ${articles} articles, ${revisions} revisions ${verb} as ${events} events, ${versions} of them published versions`,
      `  ${there} revisions were there before${passed > 0 ? `, ${passed} articles are whole by the journal` : ''}`,
      ...Array.from(this.findings, ([name, count]) => `  found in published versions: ${count} ${name}`).sort(),
      ...problems.map(({ place, problem }) => `  left out: ${place}: ${problem}`),
      `  ${problems.length} left out; ${seconds.toFixed(1)} s${speed}`,
    ];
    return lines.map((line) => `${line}\n`).join('');
  }
}
