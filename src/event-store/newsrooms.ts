// Which newsrooms there are and who works in them; both only ever grow, so what was seen once stays known.
import type { DataSource } from 'typeorm';
import { acrossNewsrooms, forNewsroom } from '../newsroom-rows';
import { rowsOf } from './log-reader';

export class Newsrooms {
  private readonly known = new Set<string>();
  private readonly actors = new Map<string, Promise<string>>();

  constructor(private readonly source: DataSource) {}

  async all(): Promise<string[]> {
    const text = 'select newsroom_id from log.newsrooms order by newsroom_id collate "C"';
    const rows = await rowsOf(acrossNewsrooms(this.source).connection, { name: 'newsrooms', text, values: [] });
    return rows.map(([newsroom]) => newsroom ?? '');
  }

  async exists(newsroom: string): Promise<boolean> {
    if (this.known.has(newsroom)) return true;
    const text = 'select newsroom_id from log.newsrooms where newsroom_id = $1';
    const statement = { name: 'newsroom exists', text, values: [newsroom] };
    const rows = await rowsOf(forNewsroom(this.source, newsroom).connection, statement);
    if (rows.length > 0) this.known.add(newsroom);
    return rows.length > 0;
  }

  /** True when it is new. */
  async create(newsroom: string): Promise<boolean> {
    const statement = { name: 'create newsroom', text: 'select log.create_newsroom($1)', values: [newsroom] };
    const [row] = await rowsOf(forNewsroom(this.source, newsroom).connection, statement);
    return row?.[0] === 't';
  }

  /** The person's random id in this newsroom. */
  actorId(newsroom: string, subject: string): Promise<string> {
    const key = `${newsroom} ${subject}`;
    const known = this.actors.get(key);
    if (known) return known;
    const asked = this.askActorId(newsroom, subject);
    if (this.actors.size >= 10_000) this.actors.clear();
    this.actors.set(key, asked);
    asked.catch(() => this.actors.delete(key)); // the next call asks again
    return asked;
  }

  private async askActorId(newsroom: string, subject: string): Promise<string> {
    const statement = { name: 'actor id', text: 'select log.actor_id($1, $2)', values: [newsroom, subject] };
    const [row] = await rowsOf(forNewsroom(this.source, newsroom).connection, statement);
    return row?.[0] ?? '';
  }
}
