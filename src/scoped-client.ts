// Connections that tell the database whose rows a statement is about, before the first statement that is about other rows
// than the last one: where one newsroom is served, once for each connection.
import pg from 'pg';

/**
 * A connection that may be lost at any time. Queries in flight tell whoever asked, the pool hears of idle ones; in between,
 * while a new connection changes hands, nobody listens, and an error that nobody hears ends the process.
 */
export class LosableClient extends pg.Client {
  constructor(options?: string | pg.ClientConfig) {
    super(options);
    this.on('error', () => undefined);
  }
}

/** As the policies of the tables know them, beside the names of newsrooms. */
export const everyNewsroom = '*';
const none = '';

const text = `select set_config('stet.newsroom', $1, false)`;
/** They are about no rows, and have to get through where a transaction has failed. */
const ending = /^\s*(?:commit|rollback|end|abort|savepoint|release)\b/i;
/** Takes back what was set since the transaction, or its savepoint, began. */
const takingBack = /^\s*(?:rollback|abort)\b/i;

export class ScopedClient extends LosableClient {
  private readonly own: string;
  /** Whose rows the statements from here on are about. */
  about: string;
  /** As the database knows it; undefined where that is not certain. */
  private told: string | undefined = none;

  /** `newsroom`: whose rows statements are about where nobody says. */
  constructor(options: pg.ClientConfig & { readonly newsroom?: string }) {
    super(options);
    this.own = options.newsroom ?? none;
    this.about = this.own;
  }

  /** Whoever takes the connection next says it anew. */
  forget(): void {
    this.about = this.own;
  }

  /** Answers what the driver's own answers; whoever calls sees the driver's types. */
  override query(...asked: unknown[]): never {
    const statement = textOf(asked[0]);
    if (!ending.test(statement)) this.tell(this.about);
    if (takingBack.test(statement) || this.getTransactionStatus() === 'E') this.told = undefined;
    const ask: (...given: unknown[]) => unknown = super.query.bind(this);
    return ask(...asked) as never;
  }

  private tell(newsroom: string): void {
    if (this.told === newsroom) return;
    this.told = newsroom;
    super.query({ name: 'scope', text, values: [newsroom] }, (error: Error | null) => {
      if (error) this.refused();
    });
  }

  /** What follows must not be answered for the newsroom before: in a transaction, which failed, nothing is; else the connection ends. */
  private refused(): void {
    this.told = undefined;
    if (this.getTransactionStatus() === 'I') void this.end();
  }
}

/** Whoever takes a connection has rows of nobody until it is told whose. */
export class ScopedPool extends pg.Pool {
  constructor(options?: pg.PoolConfig) {
    super(options);
    this.on('acquire', (client) => {
      if (client instanceof ScopedClient) client.forget();
    });
  }
}

const textOf = (asked: unknown): string => {
  if (typeof asked === 'string') return asked;
  return asked !== null && typeof asked === 'object' && 'text' in asked ? String(asked.text) : '';
};
