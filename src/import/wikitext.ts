// Wikitext as Markdown: headings, emphasis, links and lists. What Markdown has no form for (templates, tables, pictures) stays as it
// is: nothing is dropped but categories, which are tags, and the place of the source list. Pure.

import { listPlace } from './wiki-references';

export interface WikiMarkdown {
  readonly body: string;
  readonly tags: readonly string[];
  /** Of the section that had the source list and nothing else. */
  readonly sourceHeading: string | null;
}

/** @param text with U+FFFE where the source list stood, which no XML has */
export function markdownOf(text: string, categories: readonly string[]): WikiMarkdown {
  const names = categories.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const tags: string[] = [];
  const untagged = text.replace(
    new RegExp(`\\[\\[\\s*(?:${names})\\s*:([^|\\][]{1,200})(?:\\|[^\\][]{0,200})?\\]\\]\\n?`, 'gi'),
    (_, tag: string) => {
      tags.push(tag.trim().slice(0, 200));
      return '';
    },
  );
  const { prose, sourceHeading } = withoutList(untagged);
  const body = prose.split('\n').map(lineOf).join('\n').trim();
  return {
    body: body === '' ? '' : `${body}\n`,
    tags: [...new Set(tags)].filter(Boolean).slice(0, 200),
    sourceHeading,
  };
}

function withoutList(text: string): { prose: string; sourceHeading: string | null } {
  const at = text.indexOf(listPlace);
  const [before, behind] = [
    text.slice(0, Math.max(at, 0)).trimEnd(),
    text
      .slice(at + 1)
      .replaceAll(listPlace, '')
      .trimStart(),
  ];
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const heading = headingIn(line);
  const isAlone = at >= 0 && heading !== undefined && (behind === '' || behind.startsWith('='));
  if (!isAlone) return { prose: text.replaceAll(listPlace, ''), sourceHeading: null };
  return {
    prose: `${before.slice(0, before.length - line.length)}${behind}`,
    sourceHeading: heading.text.slice(0, 200),
  };
}

function headingIn(line: string): { readonly level: number; readonly text: string } | undefined {
  const [, level = '', text = ''] = /^(={1,6})(.+)\1$/.exec(line.trimEnd()) ?? [];
  return level && text.trim() ? { level: level.length, text: text.trim() } : undefined;
}

function lineOf(line: string): string {
  const heading = headingIn(line);
  if (heading) return `${'#'.repeat(heading.level)} ${inline(heading.text)}`;
  const marks = /^[*#]+/.exec(line)?.[0] ?? '';
  // `#REDIRECT` is no list.
  if (marks && !/^#redirect\b/i.test(line)) return `${'   '.repeat(marks.length - 1)}${marks.endsWith('#') ? '1.' : '-'} ${inline(line.slice(marks.length).trim())}`; // prettier-ignore
  return inline(line);
}

function inline(text: string): string {
  return text
    .replace(/'''''(.+?)'''''/g, '***$1***')
    .replace(/'''(.+?)'''/g, '**$1**')
    .replace(/''(.+?)''/g, '*$1*')
    .replace(/\[\[([^|\][:]+)\]\]/g, '$1')
    .replace(/\[\[:?([^|\][:]+)\|([^\][]+)\]\]/g, '$2')
    .replace(/\[(https?:\/\/[^\s\][]{1,2000})[ \t]+([^\][]{1,500})\]/g, '[$2]($1)');
}
