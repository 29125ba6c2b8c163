import { readFileSync } from 'node:fs';
import { errors } from '../src/errors';
import { problemType, statuses } from '../src/problem.filter';

/** [code, status, sentence] of each row. */
const documented = [
  ...readFileSync('docs/errors.md', 'utf8').matchAll(/^\| `([\w-]+)` \| (\d+) \| ([^|]+) \| [^|]+\S \|$/gm),
].map(([, code, status, sentence]) => [code, Number(status), sentence]);

describe('The list of errors', () => {
  it('is documented code by code, with status and sentence, and nothing else is', () => {
    const known = Object.entries(errors).map(([code, sentence]) => [
      code,
      statuses[code as keyof typeof errors],
      sentence,
    ]);
    expect(documented).toEqual(known);
  });

  it('has a stable URI for each, ending in the code', () => {
    expect(problemType('edit-conflict')).toBe('https://stet.press/problems/edit-conflict');
  });
});
