// An export of a MediaWiki with the full history of its pages. Read twice: once to know which pages are there whole, then
// revision by revision, so that neither its size nor that of a page matters.
import type { Archive, ArchivedItem, ItemRevision, TellProblem } from './archive';
import { Unreadable } from './archive';
import { WikiPageReader } from './wiki-page';
import { childOf, lookedThrough, textIn, xmlPieces, type XmlElement, type XmlPiece } from './xml-pieces';

interface Survey {
  /** How many pages are there from beginning to end, of whatever namespace. */
  readonly whole: number;
  readonly revisions: number;
  /** Pages that are no articles. */
  readonly others: number;
  readonly broken?: string;
}

interface Page {
  readonly title: string;
  readonly id: string;
  readonly isArticle: boolean;
}

const containers = ['mediawiki', 'page'];

export async function openMediaWiki(file: string): Promise<Archive> {
  const survey = await surveyed(file);
  return {
    format: 'mediawiki',
    total: survey.revisions,
    async *items(tell) {
      tellOf(survey, file, tell);
      const reading = new Reading(xmlPieces(file, containers), file);
      for (let nth = 0; nth < survey.whole; nth += 1) {
        const item = await reading.page();
        if (item) yield item;
      }
    },
  };
}

function tellOf({ whole, others, broken }: Survey, file: string, tell: TellProblem): void {
  if (broken) tell({ place: `${file}, behind page ${whole}`, problem: `${broken} The page there and what follows is left out.` }); // prettier-ignore
  if (others > 0) tell({ place: file, problem: `${others} pages of other namespaces are no articles.` });
}

async function surveyed(file: string): Promise<Survey> {
  const seen = { whole: 0, revisions: 0, others: 0 };
  let [revisions, isArticle] = [0, true];
  const broken = await lookedThrough(file, containers, (piece) => {
    if (piece.kind === 'begin') [revisions, isArticle] = [0, true];
    if (piece.kind === 'whole' && piece.element.name === 'revision') revisions += 1;
    if (piece.kind === 'whole' && piece.element.name === 'ns') isArticle = piece.element.text.trim() === '0';
    if (piece.kind !== 'end' || piece.name !== 'page') return;
    seen.whole += 1;
    if (isArticle) seen.revisions += revisions;
    else seen.others += 1;
  });
  return { ...seen, ...(broken !== undefined && { broken }) };
}

/** The second time. */
class Reading {
  private site = '';
  private language: string | undefined;
  private categories: readonly string[] = ['Category'];
  private isOpen = false;

  constructor(
    private readonly pieces: AsyncGenerator<XmlPiece>,
    private readonly file: string,
  ) {}

  /** The next page that is an article; undefined where the next one is none. */
  async page(): Promise<ArchivedItem | undefined> {
    while (this.isOpen) await this.next(); // what nobody has asked for of the page before
    for (let piece = await this.next(); piece && !this.isOpen; piece = await this.next()) this.learn(piece);
    const page = { title: '', id: '', isArticle: true };
    for (let piece = await this.next(); piece && this.isOpen; piece = await this.next()) {
      if (piece.kind === 'whole' && piece.element.name === 'revision') return page.isArticle ? this.item(page, piece.element) : undefined; // prettier-ignore
      if (piece.kind === 'whole') Object.assign(page, headOf(piece.element));
    }
    return undefined;
  }

  private async next(): Promise<XmlPiece | undefined> {
    const { value, done } = (await this.pieces.next()) as IteratorResult<XmlPiece, undefined>;
    if (done) return undefined;
    if (value.kind !== 'whole' && value.name === 'page') this.isOpen = value.kind === 'begin';
    return value;
  }

  private learn(piece: XmlPiece): void {
    if (piece.kind === 'begin') this.language = piece.attributes['xml:lang'];
    if (piece.kind !== 'whole' || piece.element.name !== 'siteinfo') return;
    this.site = textIn(piece.element, 'dbname') ?? textIn(piece.element, 'base') ?? '';
    const spaces = childOf(piece.element, 'namespaces')?.children ?? [];
    this.categories = ['Category', ...spaces.filter(({ attributes }) => attributes['key'] === '14').map(({ text }) => text)]; // prettier-ignore
  }

  private item(page: Page, first: XmlElement): ArchivedItem {
    const reader = new WikiPageReader({ title: page.title, language: this.language, categories: this.categories });
    return {
      identity: ['mediawiki', this.site, page.id || page.title],
      name: page.title,
      begun: textIn(first, 'timestamp'),
      revisions: this.revisions(page, first, reader),
    };
  }

  private async *revisions(page: Page, first: XmlElement, reader: WikiPageReader): AsyncGenerator<ItemRevision> {
    yield this.revision(page, first, reader);
    for (let piece = await this.next(); piece && this.isOpen; piece = await this.next()) {
      if (piece.kind === 'whole' && piece.element.name === 'revision') yield this.revision(page, piece.element, reader);
    }
  }

  private revision({ title }: Page, element: XmlElement, reader: WikiPageReader): ItemRevision {
    const id = textIn(element, 'id') ?? textIn(element, 'timestamp') ?? '';
    const contributor = childOf(element, 'contributor');
    const name = contributor && (textIn(contributor, 'username') ?? textIn(contributor, 'ip'));
    const text = childOf(element, 'text');
    const read = async () => {
      if (!text || text.attributes['deleted'] !== undefined) throw new Unreadable('Its text is not in the export.');
      return Promise.resolve(reader.read(text.text));
    };
    return {
      name: id,
      item: title,
      place: `${title}, revision ${id} (${this.file}, line ${element.line})`,
      author: name === undefined ? undefined : { id: name, name },
      at: textIn(element, 'timestamp'),
      note: textIn(element, 'comment'),
      read,
    };
  }
}

function headOf({ name, text }: XmlElement): Partial<Page> {
  if (name === 'title') return { title: text };
  if (name === 'id') return { id: text };
  return name === 'ns' ? { isArticle: text.trim() === '0' } : {};
}
