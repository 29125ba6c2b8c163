// Reads ../shared/articles, which stands beside the project; skipped where it is absent.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { runChecks } from '../../../src/articles/checks/all-checks';
import { parseWire } from '../../../src/articles/wire/parse-wire';
import { articleWith } from './article';

const folder = path.resolve(__dirname, '../../../../shared/articles');

(existsSync(folder) ? describe : describe.skip)('the sample article in ../shared/articles', () => {
  const [file = ''] = existsSync(folder) ? readdirSync(folder) : [];
  const findings = (): ReturnType<typeof runChecks> => {
    const { body, headline, dateline, citations, sourceHeading } = parseWire(
      readFileSync(path.join(folder, file), 'utf8'),
    );
    return runChecks(articleWith({ headline, dateline, citations, sourceHeading, language: 'en', text: body }));
  };

  it('has five unresolved citations, an empty source list, gaps at 2 and 5, and a heading in another language', () => {
    expect(findings().publishable).toBe(false);
    expect(
      findings()
        .findings.filter(({ severity }) => severity !== 'advice')
        .map(({ code, severity, where }) => [code, severity, where.key ?? where.quote]),
    ).toEqual([
      ['citation-unresolved', 'error', '4'],
      ['citation-unresolved', 'error', '1'],
      ['citation-unresolved', 'error', '3'],
      ['citation-unresolved', 'error', '6'],
      ['citation-unresolved', 'error', '7'],
      ['source-list-empty', 'error', 'Bronnen'],
      ['label-gap', 'warning', '2'],
      ['label-gap', 'warning', '5'],
      ['language-mismatch', 'warning', 'Bronnen'],
    ]);
  });
});
