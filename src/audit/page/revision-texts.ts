// The texts of the revisions that are looked at, the last few hundred of them, and some that were fetched ahead.
import type { ArticleText } from './answers';
import type { Api } from './api';

const kept = 300;

/** Requests at once for what is looked at: a pull passes more revisions than can be answered, and the last one counts. */
const lanes = 2;

interface Waiting {
  begin(): void;
  giveUp(): void;
}

export class RevisionTexts {
  private readonly loaded = new Map<number, ArticleText>();
  private readonly asked = new Map<number, Promise<ArticleText>>();
  private wanted: readonly number[] = [];
  private fetching = false;
  private busy = 0;
  private waiting: Waiting | undefined;

  constructor(
    private readonly api: Pick<Api, 'get'>,
    private readonly article: string,
  ) {}

  /** The text where it is at hand. */
  at(revision: number): ArticleText | undefined {
    return this.loaded.get(revision);
  }

  /** Rejects with an AbortError where another one was looked at before it could be asked for. */
  load(revision: number): Promise<ArticleText> {
    return this.once(revision, () => this.inTurn(revision));
  }

  /** One after the other, so that what is looked at next need not wait; what was wanted before is forgotten. */
  prefetch(revisions: readonly number[]): void {
    this.wanted = revisions.filter((revision) => !this.loaded.has(revision));
    if (!this.fetching) void this.fetchWanted();
  }

  private async fetchWanted(): Promise<void> {
    this.fetching = true;
    for (let [next] = this.wanted; next !== undefined; [next] = this.wanted) {
      const revision = next;
      this.wanted = this.wanted.slice(1);
      await this.once(revision, () => this.ask(revision)).catch(() => undefined);
    }
    this.fetching = false;
  }

  private once(revision: number, ask: () => Promise<ArticleText>): Promise<ArticleText> {
    const known = this.loaded.get(revision);
    if (known) return Promise.resolve(known);
    const asked = this.asked.get(revision) ?? ask();
    this.asked.set(revision, asked);
    return asked;
  }

  private async inTurn(revision: number): Promise<ArticleText> {
    this.waiting?.giveUp();
    if (this.busy < lanes) this.busy += 1;
    else await this.turnOf(revision);
    try {
      return await this.ask(revision);
    } finally {
      this.endTurn();
    }
  }

  private turnOf(revision: number): Promise<void> {
    return new Promise((begin, reject) => {
      const giveUp = () => {
        this.asked.delete(revision);
        reject(new DOMException('Another revision is looked at.', 'AbortError'));
      };
      this.waiting = { begin, giveUp };
    });
  }

  /** Whoever waits takes the turn over. */
  private endTurn(): void {
    const { waiting } = this;
    this.waiting = undefined;
    if (waiting) waiting.begin();
    else this.busy -= 1;
  }

  private async ask(revision: number): Promise<ArticleText> {
    try {
      const text = await this.api.get<ArticleText>(`/articles/${this.article}/revisions/${revision}`);
      this.loaded.set(revision, text);
      const oldest = this.loaded.keys().next();
      if (this.loaded.size > kept && !oldest.done) this.loaded.delete(oldest.value);
      return text;
    } finally {
      this.asked.delete(revision);
    }
  }
}
