// A WordPress export (WXR): posts and pages, with their revisions where the export has them. Read twice: once for what belongs to posts
// from elsewhere in the file (authors, revisions), then post by post.
import type { Archive, ArchivedItem, TellProblem } from './archive';
import { WordPressPosts } from './wordpress-post';
import { lookedThrough, textIn, xmlPieces, type XmlElement } from './xml-pieces';

const containers = ['rss', 'channel'];
const articleTypes = ['post', 'page'];

interface Survey {
  readonly posts: WordPressPosts;
  readonly total: number;
  /** Items that are no articles, by their type. */
  readonly others: ReadonlyMap<string, number>;
  /** Items from beginning to end. */
  readonly whole: number;
  readonly broken?: string;
}

export async function openWordPress(file: string): Promise<Archive> {
  const survey = await surveyed(file);
  return {
    format: 'wordpress',
    total: survey.total,
    async *items(tell) {
      tellOf(survey, file, tell);
      yield* itemsOf(file, survey);
    },
  };
}

async function* itemsOf(file: string, { posts, whole }: Survey): AsyncGenerator<ArchivedItem> {
  let seen = 0;
  if (whole === 0) return;
  for await (const piece of xmlPieces(file, containers)) {
    if (piece.kind !== 'whole' || piece.element.name !== 'item') continue;
    if (articleTypes.includes(typeOf(piece.element))) yield posts.item(piece.element, file);
    if ((seen += 1) >= whole) return;
  }
}

async function surveyed(file: string): Promise<Survey> {
  const posts = new WordPressPosts();
  const others = new Map<string, number>();
  let [whole, total] = [0, 0];
  const look = (element: XmlElement): void => {
    if (element.name !== 'item') return posts.learn(element);
    const type = typeOf(element);
    whole += 1;
    if (type === 'revision') total += posts.keep(element);
    else if (articleTypes.includes(type)) total += 1;
    else others.set(type, (others.get(type) ?? 0) + 1);
  };
  const broken = await lookedThrough(file, containers, (piece) => {
    if (piece.kind === 'whole') look(piece.element);
  });
  return { posts, total, others, whole, ...(broken !== undefined && { broken }) };
}

function tellOf({ others, whole, broken }: Survey, file: string, tell: TellProblem): void {
  if (broken) tell({ place: `${file}, behind item ${whole}`, problem: `${broken} The item there and what follows is left out.` }); // prettier-ignore
  for (const [type, count] of others) tell({ place: file, problem: `${count} of type ${type} are no articles.` });
}

const typeOf = (item: XmlElement): string => textIn(item, 'wp:post_type') ?? 'post';
