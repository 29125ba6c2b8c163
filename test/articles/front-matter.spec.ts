import { Rejection } from '../../src/errors';
import { parseFrontMatter } from '../../src/articles/front-matter';
import { fc } from '../setup/chance';

function refusal(text: string): Rejection {
  try {
    parseFrontMatter(text);
  } catch (error) {
    if (error instanceof Rejection) return error;
    throw error;
  }
  throw new Error('taken');
}

describe('a Markdown draft', () => {
  it('has its members in YAML and its body byte for byte', () => {
    const body = '\n# Not touched \r\n\ttrailing  \n---\nmore\r';
    const text = `---\nheadline: Quay opens\ntags: [sea, "wind"]\ndateline: { place: Vlissingen, date: 2025-01-26 }\nmeta:\n  n: 3\n---\n${body}`;
    expect(parseFrontMatter(text)).toEqual({
      members: {
        headline: 'Quay opens',
        tags: ['sea', 'wind'],
        dateline: { place: 'Vlissingen', date: '2025-01-26' },
        meta: { n: 3 },
      },
      body,
    });
  });

  it.each(['', 'Text.\n', ' ---\na: b\n---\n', '----\na: b\n---\n', 'a\n---\nb: c\n---\n', '--- a\n'])(
    '%j has no front matter and is all body',
    (text) => {
      expect(parseFrontMatter(text)).toEqual({ members: {}, body: text });
    },
  );

  it('may be closed by three periods, end with them, and come in CRLF or CR', () => {
    expect(parseFrontMatter('---\r\nheadline: A\r\n...\r\nB\r\n')).toEqual({
      members: { headline: 'A' },
      body: 'B\r\n',
    });
    expect(parseFrontMatter('---\nheadline: A\n---')).toEqual({ members: { headline: 'A' }, body: '' });
    expect(parseFrontMatter('---\rheadline: A\r---\rB')).toEqual({ members: { headline: 'A' }, body: 'B' });
    expect(parseFrontMatter('\ufeff---\nheadline: A\n---\nB')).toEqual({ members: { headline: 'A' }, body: 'B' });
  });

  it('may have empty front matter', () => {
    expect(parseFrontMatter('---\n---\nB')).toEqual({ members: {}, body: 'B' });
    expect(parseFrontMatter('---\n# nothing\n---\nB')).toEqual({ members: {}, body: 'B' });
  });

  it('keeps dates, and yes and no, as strings', () => {
    const text = '---\nat: 2025-01-26\nuntil: 2025-01-26T10:00:00Z\nyes: no\n---\n';
    expect(parseFrontMatter(text).members).toEqual({ at: '2025-01-26', until: '2025-01-26T10:00:00Z', yes: 'no' });
  });

  it.each([
    ['not closed', '---\nheadline: A\nText', 1],
    ['a list', '---\n- a\n---\n', 2],
    ['a word', '---\nword\n---\n', 2],
    ['broken YAML', '---\nheadline: A\ntags: [a\n---\n', 4],
    ['a member twice', '---\na: 1\nb: 2\na: 3\n---\n', 4],
    ['a tag of its own', '---\na: 1\nb: !!js/function "x"\n---\n', 3],
    ['a known tag', '---\nb: !!binary aGk=\n---\n', 2],
    ['a local tag', '---\nb: !thing 1\n---\n', 2],
    ['__proto__', '---\na: 1\n__proto__: { admin: true }\n---\n', 3],
    ['__proto__ inside', '---\nmeta:\n  deep: { "__proto__": 1 }\n---\n', 3],
    ['a number beyond JSON', '---\na: .inf\n---\n', 2],
    ['a key that is a list', '---\n? [a]\n: b\n---\n', 2],
  ])('with %s is refused at its line', (_, text, line) => {
    const { code, message, members } = refusal(text);
    expect([code, members['line']]).toEqual(['malformed-body', line]);
    expect(message).toMatch(/^The front matter .*\(line \d+\)\.$/);
  });

  it('may use an alias, but not a bomb of them nor one inside itself', () => {
    expect(parseFrontMatter('---\na: &x [1]\nb: *x\n---\n').members).toEqual({ a: [1], b: [1] });
    const bomb = Array.from({ length: 9 }, (_, i) => `k${i + 1}: &k${i + 1} [${`*k${i},`.repeat(9)}]`).join('\n');
    expect(refusal(`---\nk0: &k0 [lol]\n${bomb}\n---\n`).code).toBe('malformed-body');
    const chain = Array.from({ length: 5 }, (_, i) => `k${i + 1}: &k${i + 1} [*k${i}, *k${i}, *k${i}]`).join('\n');
    expect(refusal(`---\nk0: &k0 [lol]\n${chain}\n---\n`).code).toBe('malformed-body');
    expect(refusal('---\na: &x [*x]\n---\n').code).toBe('malformed-body');
    expect(refusal('---\na: *nobody\n---\n').code).toBe('malformed-body');
  });

  it('nested deeper than 32 levels, or longer than 256 KiB, is refused without being read', () => {
    for (const hostile of ['[', '{a: ', '- ', '? '])
      expect(refusal(`---\na:\n  ${hostile.repeat(50_000)}\n---\n`).code).toBe('malformed-body');
    expect(refusal(`---\na: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n---\n`).message).toContain('32 levels');
    const stairs = Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n');
    expect(refusal(`---\n${stairs}\n---\n`).code).toBe('malformed-body');
    expect(refusal(`---\na: ${'x'.repeat(300_000)}\n---\n`).message).toContain('256 KiB');
  });

  it('of any kind is read or refused with malformed-body, and quickly', () => {
    const piece = fc.constantFrom(
      '---\n',
      'a: ',
      '- ',
      '[',
      '{',
      '&x ',
      '*x',
      '!t ',
      '"',
      "'",
      '|\n',
      '>\n',
      '#',
      '\n',
      ' ',
      '? ',
      ',',
      ']',
      '}',
      'b',
      '%YAML 1.1\n',
      '...\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = `---\n${pieces.join('')}\n---\nBody`;
        try {
          expect(text.endsWith(parseFrontMatter(text).body)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'malformed-body' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
