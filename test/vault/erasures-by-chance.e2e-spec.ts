// Erasures of words that stand anywhere in histories made by chance: what is erased is nowhere any more, all else is byte for byte
// as it was, and the log verifies. `STET_ERASURES=1000` makes a thousand of them.
import { Client as Postgres } from 'pg';
import { DataSource } from 'typeorm';
import { Projector } from '../../src/event-store/projector';
import { rebuild } from '../../src/event-store/rebuild';
import { chanceOf } from '../ledger/tampering/written-log';
import { startTestService, type Client, type TestService } from '../setup/service';
import { auditOf } from './audit-of';
import { holds, rowsOfAllTables } from './everywhere';

const count = Number(process.env['STET_ERASURES'] ?? 6);
const chance = chanceOf(11);

let stet: TestService;
let database: Postgres;
let [vera, sam]: Client[] = [];

beforeAll(async () => {
  stet = await startTestService();
  database = new Postgres(stet.database.url);
  await database.connect();
  [vera, sam] = await Promise.all([stet.as('Vera', 'standards'), stet.as('Sam', 'standards')]);
});
afterAll(async () => {
  await database.end();
  await stet.close();
});

/** By position: the leaf and the payload's text. */
type Log = ReadonlyMap<number, readonly [leaf: string, payload: string]>;

const mark = 'Zwartkruis';
const readLog = async (): Promise<Log> => {
  const text = `select position, encode(leaf, 'hex'), payload::text from log.events order by position`;
  const { rows } = await database.query<[string, string, string]>({ text, rowMode: 'array' });
  return new Map(rows.map(([position, leaf, payload]) => [Number(position), [leaf, payload]]));
};
const without = (payload: string, parts: readonly string[]): object =>
  Object.fromEntries(Object.entries(JSON.parse(payload)).filter(([name]) => !parts.includes(name)));
const same = (one: readonly string[], other: readonly string[] = []): boolean =>
  one.every((text, nth) => text === other[nth]);
const ascending = (one: number, other: number): number => one - other;
const maybe = (text: string, likely = 0.5) => (chance() < likely ? text : undefined);
const order = async (client: Client | undefined, method: string, path: string, body: object, key?: string) => {
  const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
  const answer = await client?.send(method, path, { body, headers });
  if (!answer || answer.status > 201) throw new Error(`${method} ${path}: ${answer?.text}`);
  return answer.json;
};

/** An article with the words here and there, and what is to be erased of it. */
async function written(nth: number): Promise<{ article: string } & Record<string, unknown>> {
  const words = `${mark} number ${nth} saw the lock open`;
  const kind = ['quote', 'citation', 'revisions'][Math.floor(chance() * 3)] ?? 'quote';
  const here = (of: string, text: string) => (kind === of ? text : 'Nothing is known of it');
  const source = { type: 'book', title: here('citation', words), publisher: 'A house of books in town' };
  const citations = [{ key: 'a', source, quote: maybe(here(kind === 'quote' ? 'quote' : 'citation', words)) }];
  const body = `The lock is shut [@a].\n\n${here('quote', `So **${mark}** number ${nth}\n_saw the lock_ open`)}.\n\nNobody came.\n`;
  const draft = { headline: `Lock ${nth}`, slug: `lock-${nth}`, language: 'en', body, citations };
  const told = { standfirst: maybe(here('quote', `${words}!`)), note: maybe(here('quote', words)) };
  const { id } = await order(vera, 'POST', '/articles', { ...draft, ...told }, maybe(`draft ${nth}`));
  if (chance() < 0.6) await order(vera, 'POST', `/articles/${id}/publish`, { baseRevision: 1 });
  const { revision } = await order(vera, 'PATCH', `/articles/${id}`, {
    body: body.replace('Nobody', here('revisions', `${words}, and somebody`)),
    note: here('revisions', `${words}, they say`),
    baseRevision: 1,
  });
  if (chance() < 0.5)
    await order(vera, 'POST', `/articles/${id}/comments`, { text: here('quote', `Is it so that ${words}?`) });
  const { version } = await order(vera, 'PATCH', `/articles/${id}`, {
    tags: ['lock', String(nth)],
    baseRevision: revision,
  });
  const change = { kind: 'correction', note: here('quote', `We wrote ${words}.`) };
  if (chance() < 0.6)
    await order(vera, 'POST', `/articles/${id}/publish`, { baseRevision: revision + 1, ...(version && { change }) });
  const target = { quote: words, citation: 'a', revisions: [revision] }[kind];
  return { article: id, [kind]: target };
}

it(
  'takes exactly what was listed, wherever it stands, and the log verifies',
  async () => {
    for (let nth = 0; nth < count; nth += 1) {
      const target = await written(nth);
      const asked = await order(vera, 'POST', '/erasures', {
        ...target,
        legalBasis: 'GDPR 17',
        reason: 'It was asked for',
      });
      const before = await readLog();
      await order(sam, 'POST', `/erasures/${asked.id}/approve`, {});
      const log = await readLog();
      const gone = new Map<number, string[]>(asked.parts.map(({ position, parts }: { position: number; parts: string[] }) => [position, parts])); // prettier-ignore
      expect(gone.size).toBeGreaterThan(0);
      expect(log.size).toBe(before.size + 1);
      const touched = [...before].filter(([position, row]) => !same(row, log.get(position)));
      expect(touched.map(([position]) => position).sort(ascending)).toEqual([...gone.keys()].sort(ascending));
      for (const [position, [leaf, payload]] of touched) {
        const [leafNow, payloadNow] = log.get(position) ?? [];
        expect([leafNow, JSON.parse(payloadNow ?? '')]).toEqual([leaf, without(payload, gone.get(position) ?? [])]);
      }
    }
    const rows = await rowsOfAllTables(stet.database.url);
    expect(rows.filter((row) => holds(row, mark))).toEqual([]);
    expect(await auditOf(stet)).toMatchObject({ flaws: [], erased: { by: { length: count } } });
    const source = stet.service.app.get(DataSource);
    for (const projection of stet.service.app.get(Projector, { strict: false }).registered()) {
      const { drift } = await rebuild(source, projection, { newsroom: 'main' });
      expect([projection.name, drift]).toEqual([projection.name, []]);
    }
  },
  30_000 + count * 12_000,
);
