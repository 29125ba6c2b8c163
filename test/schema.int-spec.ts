// The database's schema as it is after all migrations, beside the one that was reviewed. After a change that is meant:
// `npm test -- test/schema -u`, and read the difference.
import { connectedDatabase } from './setup/database';
import { unaskedFunctions, unaskedViews, unseparatedTables } from './setup/unseparated-tables';

let database: Awaited<ReturnType<typeof connectedDatabase>>;

beforeAll(async () => {
  database = await connectedDatabase();
});
afterAll(() => database.drop());

const lines = async (sql: string): Promise<string> => {
  const { rows } = await database.client.query<{ line: string }>(sql);
  return `\n${rows.map(({ line }) => line).join('\n')}\n`;
};

const ours = `n.nspname in ('desk', 'ledger', 'log', 'ops', 'read', 'relay')`;

describe('the schema', () => {
  it('has these columns', async () => {
    const sql = `
      select n.nspname || '.' || c.relname || ' ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
             || case when a.attnotnull then ' not null' else '' end
             || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
       where ${ours}
         and c.relkind = 'r'
       order by n.nspname, c.relname, a.attnum`;
    expect(await lines(sql)).toMatchSnapshot();
  });

  it('has these constraints and indexes', async () => {
    const constraints = `
      select n.nspname || '.' || c.relname || ' ' || o.conname || ' ' || pg_get_constraintdef(o.oid) as line
        from pg_constraint o
        join pg_class c on c.oid = o.conrelid
        join pg_namespace n on n.oid = c.relnamespace
       where ${ours}
         and o.contype <> 'n' -- since version 18 a column's not null is one too
       order by 1`;
    const indexes = `select indexdef as line from pg_indexes n where schemaname in ('desk', 'ledger', 'log', 'ops', 'read', 'relay') order by 1`;
    expect((await lines(constraints)) + (await lines(indexes))).toMatchSnapshot();
  });

  it('has these triggers, always on', async () => {
    const sql = `
      select pg_get_triggerdef(t.oid) || ' enabled ' || t.tgenabled::text as line
        from pg_trigger t
        join pg_class c on c.oid = t.tgrelid
        join pg_namespace n on n.oid = c.relnamespace
       where ${ours}
         and not t.tgisinternal
       order by 1`;
    expect(await lines(sql)).toMatchSnapshot();
  });

  it('has these functions', async () => {
    const sql = `
      select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') returns '
             || pg_get_function_result(p.oid) || case when p.prosecdef then ' security definer' else '' end
             || coalesce(' set ' || array_to_string(p.proconfig, ', '), '') || ' ' || md5(p.prosrc) as line
        from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
       where ${ours}
       order by 1`;
    expect(await lines(sql)).toMatchSnapshot();
  });

  it('lets the running server do this and no more', async () => {
    const tables = `
      select c.oid::regclass || ' ' || string_agg(x.privilege_type, ', ' order by x.privilege_type) as line
        from pg_class c
        join pg_namespace n on n.oid = c.relnamespace
       cross join lateral aclexplode(c.relacl) x
       where ${ours}
         and x.grantee = 'stet_app'::regrole
       group by c.oid
       order by 1`;
    const functions = `
      select p.oid::regprocedure::text as line
        from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
       where ${ours}
         and has_function_privilege('stet_app', p.oid, 'execute')
       order by 1`;
    expect((await lines(tables)) + (await lines(functions))).toMatchSnapshot();
  });

  it('keeps newsrooms apart in every table that has them, also before its owner: log.separate_newsrooms() does', async () => {
    expect((await database.client.query(unseparatedTables)).rows).toEqual([]);
    expect((await database.client.query(unaskedViews)).rows).toEqual([]);
    const policies = `select format('%s.%s', schemaname, tablename) as line from pg_policies where policyname = 'newsroom'`;
    expect((await lines(policies)).split('\n').length).toBeGreaterThan(20);
  });

  it('asks in every function that has its owner’s rights for which newsroom the caller works: perform log.admit(newsroom)', async () => {
    expect((await database.client.query(unaskedFunctions)).rows).toEqual([]);
  });
});
