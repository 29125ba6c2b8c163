// A story's life through the whole service: every order given by those who may, and after each what readers were given, kept by
// the test to be compared with what is said of it later.
import type { Answer, Client, TestService } from '../setup/service';
import { recordAt } from './recorded-at';

export const mediaTypes = ['application/json', 'text/html', 'text/markdown'];

/** What readers had after one order. */
export interface Stage {
  readonly position: number;
  /** RFC 3339: when it was recorded. */
  readonly at: string;
  /** The address at which it was. */
  readonly slug: string;
  /** 200, or what readers were refused with. */
  readonly status: number;
  /** By media type. */
  readonly served: Readonly<Record<string, { readonly text: string; readonly etag: string }>>;
}

export class StoryLife {
  readonly stages: Stage[] = [];
  private slug = '';

  private constructor(
    private readonly stet: TestService,
    private readonly vera: Client,
    readonly id: string,
  ) {}

  static async begin(stet: TestService, headline: string, members: object = {}): Promise<StoryLife> {
    const vera = await stet.as('Vera', 'standards');
    const drafted = await vera.post('/articles', { headline, body: `${headline}: the text.\n`, ...members });
    return new StoryLife(stet, vera, drafted.json.id);
  }

  async publish(slug: string, body: object = {}): Promise<void> {
    this.slug = slug;
    await this.order('publish', { ...(this.stages.length === 0 && { slug }), ...body });
  }

  correct = (note: string, body: string): Promise<void> =>
    this.publish(this.slug, { change: { kind: 'correction', note }, edit: { body } });

  move = (slug: string): Promise<void> => this.publish(slug, { slug, change: { kind: 'refile', note: 'moved' } });

  retract = (notice: string): Promise<void> => this.order('retract', { notice, reason: 'Invented' });

  unpublish = (legal: boolean): Promise<void> => this.order('unpublish', { reason: 'Asked to', legal });

  /** Has the stages recorded at those times, one after the other. */
  async happenedAt(times: readonly string[]): Promise<void> {
    await recordAt(this.stet.database, new Map(this.stages.map(({ position }, nth) => [position, times[nth] ?? ''])));
    this.stages.forEach((stage, nth) => (this.stages[nth] = { ...stage, at: times[nth] ?? '' }));
  }

  private async order(verb: string, body: object): Promise<void> {
    const { revision } = (await this.vera.get(`/articles/${this.id}`)).json;
    const answer = await this.vera.post(`/articles/${this.id}/${verb}`, { baseRevision: revision, ...body });
    if (answer.status !== 200) throw new Error(`${verb}: ${answer.text}`);
    const position = Number(answer.headers.get('stet-position'));
    const { items } = (await this.vera.get(`/events?after=${position - 1}&limit=1`)).json;
    const answers = await Promise.all(mediaTypes.map((accept) => this.read(accept, position)));
    const served = answers.map(({ text, headers }, nth) => [
      mediaTypes[nth],
      { text, etag: headers.get('etag') ?? '' },
    ]);
    const status = answers[0]?.status ?? 0;
    this.stages.push({ position, at: items[0].time, slug: this.slug, status, served: Object.fromEntries(served) });
  }

  private read = (accept: string, position: number): Promise<Answer> =>
    this.stet.reader.get(`/stories/${this.slug}`, { headers: { accept, 'stet-min-position': String(position) } });
}

/** As Accept-Datetime says it: the second in which the time is, and that many after it. */
export const httpDate = (time: string, seconds = 0): string =>
  new Date(Math.floor(Date.parse(time) / 1000) * 1000 + seconds * 1000).toUTCString();
