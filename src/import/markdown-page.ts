// A Markdown file of a site as an article's content: front matter becomes members, all else is the body, byte for byte. Pure.
import { parseFrontMatter } from '../articles/front-matter';
import type { Json } from '../event-store/stored-event';
import type { ArchivedPage } from './archive';

export interface MarkdownPage extends Omit<ArchivedPage, 'standing'> {
  /** The page says itself that it is not for readers yet. */
  readonly unfinished: boolean;
}

type Matter = Readonly<Record<string, unknown>>;

/** What site generators call the members of an article; the first that is there counts. */
const names = {
  headline: ['headline', 'title'],
  standfirst: ['standfirst', 'description', 'summary', 'subtitle', 'excerpt'],
  language: ['language', 'lang'],
  category: ['category', 'categories', 'section'],
  byline: ['byline', 'author', 'authors'],
  tags: ['tags', 'keywords'],
  slug: ['slug'],
} as const;

/** @param path names the article where it does not name itself */
export function markdownPage(text: string, path: string): MarkdownPage {
  const { matter, body } = divided(text);
  const standfirst = textOf(matter, 'standfirst');
  const category = listOf(matter, 'category')[0];
  const language = textOf(matter, 'language');
  const meta = restOf(matter);
  const members = {
    headline: textOf(matter, 'headline') ?? headlineIn(body) ?? fileName(path),
    ...(language && { language }),
    ...(standfirst && { standfirst }),
    ...(category && { category }),
    byline: listOf(matter, 'byline'),
    tags: listOf(matter, 'tags'),
    ...(meta && { meta }),
  };
  const unfinished = matter['draft'] === true || matter['published'] === false;
  return { members, body, citations: [], slug: textOf(matter, 'slug') ?? fileName(path), unfinished };
}

/** Front matter that is none is text. */
function divided(text: string): { matter: Matter; body: string } {
  try {
    const { members: matter, body } = parseFrontMatter(text);
    return { matter, body };
  } catch {
    return { matter: {}, body: text };
  }
}

/** A `Title:` among the lines with which some sites begin their files, else the first heading. */
function headlineIn(body: string): string | undefined {
  const head = /^\ufeff?(?:[A-Z][A-Za-z-]*:[^\n]*\n)*?Title:[ \t]*(\S[^\r\n]*)/.exec(body.slice(0, 4_000))?.[1];
  const heading = /^#{1,6}[ \t]+(\S[^\r\n]*?)[ \t]*#*[ \t]*$/m.exec(body.slice(0, 20_000))?.[1];
  return (head ?? heading)?.trim().slice(0, 2_000);
}

function isHeld(matter: Matter, name: string, value: unknown): boolean {
  const isText = (one: unknown): boolean => typeof one === 'string' || typeof one === 'number';
  const holds = (member: keyof typeof names): boolean => {
    const first = names[member].find((one) => matter[one] !== undefined && matter[one] !== null);
    if (first !== name) return false;
    if (member === 'category') return listOf(matter, member).length === 1;
    return isText(value) || ((member === 'byline' || member === 'tags') && Array.isArray(value) && value.every(isText));
  };
  return (Object.keys(names) as (keyof typeof names)[]).some(holds);
}

const fileName = (path: string): string => path.replace(/^.*\//, '').replace(/\.[^.]*$/, '');

function valueOf(matter: Matter, member: keyof typeof names): unknown {
  const name = names[member].find((one) => matter[one] !== undefined && matter[one] !== null);
  return name && matter[name];
}

function textOf(matter: Matter, member: keyof typeof names): string | undefined {
  const value = valueOf(matter, member);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function listOf(matter: Matter, member: keyof typeof names): string[] {
  const value = valueOf(matter, member);
  const list: readonly unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
  const words = list
    .filter((one) => typeof one === 'string' || typeof one === 'number')
    .map((one) => String(one).trim());
  return [...new Set(words.filter((word) => word !== ''))];
}

/** What no member holds, or not all of it, is the newsroom's own. */
function restOf(matter: Matter): Record<string, Json> | undefined {
  const rest = Object.entries(matter).filter(([name, value]) => !isHeld(matter, name, value));
  return rest.length > 0 ? (Object.fromEntries(rest) as Record<string, Json>) : undefined;
}
