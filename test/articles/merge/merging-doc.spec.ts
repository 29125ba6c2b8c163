import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mergeText } from '../../../src/articles/merge/merge-text';

const document = readFileSync(resolve(__dirname, '../../../docs/merging.md'), 'utf8');

interface Example {
  readonly title: string;
  readonly texts: Readonly<Record<string, string>>;
}

const examples: readonly Example[] = document
  .split(/^### /m)
  .slice(1)
  .map((section) => ({
    title: section.slice(0, section.indexOf('\n')),
    texts: Object.fromEntries(
      Array.from(section.matchAll(/^```(\w+)\n([^]*?)^```$/gm), ([, name = '', text = '']) => [name, text] as const),
    ),
  }));

describe('docs/merging.md', () => {
  it('has examples of both outcomes', () => {
    expect(examples.filter(({ texts }) => texts['merged'] !== undefined).length).toBeGreaterThan(3);
    expect(examples.filter(({ texts }) => texts['conflict'] !== undefined).length).toBeGreaterThan(2);
  });

  it.each(examples.map(({ title, texts }) => [title, texts] as const))('is right about: %s', (_, texts) => {
    const { base = '', yours = '', theirs = '', merged, conflict, suggestion } = texts;
    const { text, conflicts } = mergeText(base, yours, theirs);
    expect(text).toBe(merged);
    expect(conflicts?.map((one) => one.base)).toEqual(conflict === undefined ? undefined : [conflict]);
    expect(conflicts?.[0]?.suggestion).toBe(suggestion);
  });
});
