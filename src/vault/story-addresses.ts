// Whose address a slug is. An address is one article's for ever, so what was seen once stays known.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forNewsroom } from '../newsroom-rows';

const most = 10_000;

@Injectable()
export class StoryAddresses {
  private readonly known = new Map<string, string>();

  constructor(private readonly dataSource: DataSource) {}

  /** Undefined where the address was never given to an article. */
  async articleAt(newsroom: string, slug: string): Promise<string | undefined> {
    const key = `${newsroom}/${slug}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const text = `
select stream_id
  from log.slugs
 where newsroom_id = $1
   and slug = $2`;
    const rows = forNewsroom(this.dataSource, newsroom);
    const [row] = await rows.query<{ stream_id: string }[]>(text, [newsroom, slug]);
    if (this.known.size >= most) this.known.clear();
    if (row) this.known.set(key, row.stream_id);
    return row?.stream_id;
  }
}
