// Ways to tamper with a read table, whatever it holds: every column of a row changed, a row deleted, a row added.
import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { Drift } from '../../src/event-store/table-drift';

export interface Table {
  readonly table: string;
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly type: string; readonly inKey: boolean }[];
  /** Every row as text, by its key. */
  readonly content: readonly unknown[];
}

export interface Corruption {
  readonly statement: string;
  readonly drift: Omit<Drift, 'table'>;
}

/** In the newsroom `main`. */
export async function tableOf(owner: Client, table: string): Promise<Table> {
  const { rows: columns } = await owner.query(
    `select a.attname as name, format_type(a.atttypid, null) as type, coalesce(a.attnum = any (i.indkey), false) as "inKey"
       from pg_attribute a
       left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where a.attrelid = $1::regclass
        and a.attnum > 0
        and not a.attisdropped
        and a.attgenerated = ''
      order by a.attnum`,
    [`read.${table}`],
  );
  const { rows: content } = await owner.query(
    `select t::text from read.${table} t where newsroom_id = 'main' order by 1`,
  );
  return { table, rows: content.length, columns, content };
}

/** `few`: one of each kind, each of another row where there are three. */
export async function corruptions(
  owner: Client,
  { table, columns, rows }: Table,
  few?: 'few',
): Promise<readonly Corruption[]> {
  const keys = columns.filter(({ inKey }) => inKey);
  const order = keys.map(({ name }) => name).join(', ');
  const pick = async (nth: number) => {
    const texts = columns.map(({ name }) => `${name}::text`).join(', ');
    const from = `from read.${table} where newsroom_id = 'main' order by ${order} offset ${nth % rows} limit 1`;
    const { rows: found } = await owner.query<Record<string, string | null>>(`select ${texts} ${from}`);
    const row = found[0] ?? {};
    const key = Object.fromEntries(keys.map(({ name }) => [name, row[name] ?? null]));
    return { row, key, where: keys.map(({ name }) => `${name}::text = '${key[name]}'`).join(' and ') };
  };
  const [one, two, three] = [await pick(0), await pick(1), await pick(2)];
  const changeable = columns.filter(({ inKey }) => !inKey);
  const different = changeable.map(({ name, type }): Corruption => ({
    statement: `update read.${table} set ${name} = ${otherValue(name, type)} where ${one.where}`,
    drift: {
      kind: 'different',
      key: one.key,
      column: name,
      live: expect.anything(),
      rebuilt: shortened(one.row[name] ?? null),
    },
  }));
  const missing: Corruption = {
    statement: `delete from read.${table} where ${two.where}`,
    drift: { kind: 'missing', key: two.key, live: null, rebuilt: expect.objectContaining(two.key) },
  };
  const strange = { ...three.key, ...strangeKey(keys) };
  const values = columns.map(({ name }) => (name in strange ? `'${strange[name]}'` : name)).join(', ');
  const surplus: Corruption = {
    statement: `insert into read.${table} (${columns.map(({ name }) => name).join(', ')})
                select ${values} from read.${table} where ${three.where}`,
    drift: { kind: 'surplus', key: strange, live: expect.objectContaining(strange), rebuilt: null },
  };
  return [...(few ? different.slice(-1) : different), missing, surplus];
}

/** Of the key's last column beside the newsroom: a value that no row has. */
function strangeKey(keys: Table['columns']): Record<string, string> {
  const last = keys.filter(({ name }) => name !== 'newsroom_id').at(-1);
  if (!last) return {};
  if (last.type === 'uuid') return { [last.name]: randomUUID() };
  return { [last.name]: last.type === 'text' ? 'zz-never' : '987654' };
}

/** As drifts show long values. */
const shortened = (value: string | null): string | null =>
  value !== null && value.length > 1_000 ? `${value.slice(0, 1_000)}…` : value;

/** An SQL expression of another value of that type than the column has. */
function otherValue(name: string, type: string): string {
  if (type.endsWith('[]')) return `coalesce(${name}, '{}') || array['tampered']::${type}`;
  const others: Record<string, string> = {
    text: `coalesce(${name}, '') || ' tampered'`,
    boolean: `${name} is not true`,
    bytea: `coalesce(${name}, '') || '\\x00'`,
    uuid: 'gen_random_uuid()',
    json: `'{"tampered": true}'`,
    jsonb: `'{"tampered": true}'`,
    tsvector: `coalesce(${name}, '') || to_tsvector('simple', 'tampered')`,
    'timestamp with time zone': `coalesce(${name}, now()) + interval '1 second'`,
  };
  return others[type] ?? `coalesce(${name}, 0) + 1`;
}
