// `npm run replay` as a shell runs it, beside a service and without one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { resolve } from 'node:path';
import { Client as Postgres } from 'pg';
import { showProgress } from '../../src/launch/progress';
import { startTestService, type Client, type TestService } from '../setup/service';

const launcher = resolve(__dirname, '../../src/launch/run.mjs');
let stet: TestService;
let aud: Client;
let owner: Postgres;

beforeAll(async () => {
  stet = await startTestService();
  aud = await stet.as('Aud', 'auditor');
  const ana = await stet.as('Ana', 'editor');
  const { json } = await ana.post('/articles', { headline: 'Ferries wait', body: 'Since May.\n' });
  await ana.get('/articles', { headers: { 'stet-min-position': String(json.position) } });
  owner = new Postgres(stet.database.url);
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await stet.close();
});

async function replay(...words: string[]) {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, STET_DATA: stet.dataFolder, DATABASE_URL: stet.database.url };
  const child = spawn(process.execPath, [launcher, 'launch/replay', ...words], { env });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { out, err, code };
}

const tamper = () => owner.query(`update read.revisions set note = 'x' where newsroom_id = 'main'`);
const notes = async () => {
  const { rows } = await owner.query<{ note: string | null }>('select note from read.revisions');
  return rows.map(({ note }) => note);
};

describe('npm run replay', () => {
  jest.setTimeout(120_000);

  it('names the row and the column that differ, by its exit code too, and changes nothing', async () => {
    await tamper();
    const { out, code } = await replay();
    expect([code, out]).toEqual([2, expect.stringMatching(/^main: \d+ events, \d+ rows compared, 1 differences\n/)]);
    expect(out).toContain('"column":"note","live":"x","rebuilt":null');
    expect(await notes()).toEqual(['x']);
  });

  it('puts right what differs with --swap, which the service tells of as of any other replay', async () => {
    const { out, code } = await replay('--swap');
    expect([code, out]).toEqual([0, expect.stringContaining('1 differences, put in place: revision-history\n')]);
    expect(await notes()).toEqual([null]);
    const { items } = (await aud.get('/replays?limit=1')).json;
    expect(items).toMatchObject([{ status: 'done', swapped: true, startedBy: { id: 'npm run replay' } }]);
    expect((await aud.get('/events?type=projections-replayed')).json.items).toHaveLength(1);
  });

  it('says that there is none of that name', async () => {
    for (const words of [['no-such'], ['--newsroom', 'no-such']]) {
      const message = expect.stringMatching(/^There is .*no-such\.\n$/);
      expect(await replay(...words)).toEqual({ out: '', err: message, code: 1 });
    }
  });

  it('does it alone where no service runs, and of one read model where it is named', async () => {
    await stet.end();
    await tamper();
    const equal = expect.stringMatching(/^main: \d+ events, \d+ rows compared, equal\n$/);
    expect(await replay('comments')).toEqual({ out: equal, err: '', code: 0 });
    expect(await replay('revision-history', '--swap')).toMatchObject({ code: 0 });
    expect(await notes()).toEqual([null]);
  });
});

describe('a progress bar', () => {
  const drawn = async (isTTY: boolean, ...steps: [number, number][]): Promise<string> => {
    const stream = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream;
    const show = showProgress('main', stream);
    for (const [done, total] of steps) show(done, total);
    stream.end();
    return text(stream);
  };

  it('is drawn over itself, and ends its line once, when all is done', async () => {
    const [half, full] = ['█'.repeat(15) + '░'.repeat(15), '█'.repeat(30)];
    const steps: [number, number][] = [[5, 10], [10, 10], [10, 10]]; // prettier-ignore
    expect(await drawn(true, ...steps)).toBe(`\rmain ${half} 5/10\rmain ${full} 10/10\n`);
  });

  it('is drawn on terminals alone', async () => {
    expect(await drawn(false, [5, 10])).toBe('');
  });
});
