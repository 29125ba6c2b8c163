// The demo as a person starts it: a process of its own on an embedded PostgreSQL of its own, in new folders.
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(__dirname, '../..');
const colour = String.fromCharCode(27);
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stet-demo-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it said so far on standard output. */
  readonly heard: () => string;
  readonly ended: Promise<{ readonly out: string; readonly err: string; readonly code: number | null }>;
}

function demo(words: readonly string[] = [], settings: Record<string, string> = {}): Running {
  // Nothing of what this run of the tests has set.
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, STET_DATA: join(folder, 'data'), PORT: '0', ...settings };
  const child = spawn(process.execPath, ['src/launch/run.mjs', 'launch/demo', ...words], { cwd: root, env });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (out += chunk));
  const said = text(child.stderr);
  const ended = once(child, 'close').then(async ([code]) => ({
    out,
    // The launcher says so when it has to build first.
    err: (await said).replace(/^The sources changed: building …\n/, ''),
    code: code as number | null,
  }));
  return { child, heard: () => out, ended };
}

async function until({ child, heard, ended }: Running, words: string): Promise<string> {
  while (!heard().includes(words)) {
    const end = await Promise.race([once(child.stdout, 'data').then(() => undefined), ended]);
    if (end) throw new Error(`It ended without "${words}": ${end.out}${end.err}`);
  }
  return heard();
}

async function takenPort(wanted = 0): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(wanted, '127.0.0.1');
  // Where somebody else has it already, it is taken too.
  await once(server, 'listening').catch(() => undefined);
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

describe('npm run demo', () => {
  jest.setTimeout(120_000);

  it('tells the whole life of an article and ends, with --once', async () => {
    const { out, code } = await demo(['--once']).ended;
    expect(code).toBe(0);
    const steps = [...out.matchAll(/^\d+\. (.+)$/gm)].map(([, title]) => title);
    expect(steps).toEqual([
      'Drafted',
      'Refused',
      'Sourced',
      'Merged',
      'Reviewed',
      'Published',
      'Corrected',
      'Scheduled',
      'Remembered',
      'Accounted for',
      'Answered for',
      'Traced',
      'Replayed',
    ]);
    const told = (title: string) => out.split(/^\d+\. /m).find((part) => part.startsWith(title)) ?? '';
    expect(told('Refused').match(/error citation-unresolved at body \d+:\d+\n +“[^”]+”/g)).toHaveLength(5);
    expect(told('Refused').match(/error source-list-empty/g)).toHaveLength(1);
    expect(told('Refused').match(/warning label-gap/g)).toHaveLength(3);
    expect(told('Refused')).toContain('warning language-mismatch');
    expect(told('Merged')).toContain('both rest on revision 6; Sami’s was merged with Noor Visser’s revision 7');
    expect(told('Merged')).toMatch(/│ The mayor calls .*\n +│\n +│ The water board keeps /);
    expect(told('Reviewed')).toMatch(/submitted\n.* approved\n.*Sami edits +draft\n.*Ana reads it again.* approved\n/);
    expect(told('Published')).toMatch(/Version 1, .*Wade brook \[1\]\[2\].*rose 41 centimetres.*The mayor calls/s);
    expect(told('Corrected')).toMatch(
      /Version 2, without the half-written update.*\{"kind":"correction","note":"An earlier version said/s,
    );
    expect(told('Corrected')).toMatch(/│ Correction, [\d-]+T.*\n.*│ ## Corrections and clarifications\n/s);
    expect(told('Corrected')).toMatch(
      /│ - \*\*Correction\*\*, [\d-]+T[\d:.]+Z: An earlier version said that the water/,
    );
    expect(told('Corrected')).toMatch(/working copy has the correction too, and still Noor’s “A second family/);
    expect(told('Scheduled')).toMatch(/the next version is scheduled\n.*Version 3, .*\{"kind":"update"/s);
    expect(told('Remembered')).toMatch(
      / 11 .*Sami Haddad, reporter +article-edited +\+2 −1\n +because: Only next year’s/,
    );
    expect(told('Remembered')).toMatch(
      / 15 .*Ana Brandt, editor +article-corrected +\+1 −1\n +because: The digits were swapped/,
    );
    expect(told('Remembered')).toMatch(/ 1[89] .*Ana Brandt, editor +article-updated /);
    expect(told('Accounted for')).toMatch(/wrong +rose 41 .*right +rose 14 .*decided by +Ana Brandt, at .*digits/s);
    expect(told('Answered for')).toMatch(/rose 14 centimetres.*Ana Brandt, editor, in revision 15 at/s);
    expect(told('Traced')).toMatch(/version 3\n +story, line 5: “At the mill the water rose 14 centimetres/);
    expect(told('Replayed')).toMatch(/A draft with 5 citations and no sources.*rose 41 centimetres/s);
    expect(out.split('\n').filter((line) => line.length > 100 && !line.includes('http'))).toEqual([]);
    expect(out).not.toContain(colour);
  });

  it('goes on running with tokens and lines that work, and ends cleanly on Ctrl-C', async () => {
    const running = demo();
    const out = await until(running, 'Ctrl-C ends the server.');
    // The folder has the article of the test before: the same headline gets the next slug.
    expect(out).toContain('/stories/beavers-keep-the-cellars-of-oosterwade-dry-2');
    const lines = [...out.matchAll(/curl -H "Authorization: (Bearer [\w.-]+)" (http\S+)/g)];
    expect(lines).toHaveLength(3);
    for (const [, authorization = '', address = ''] of lines) {
      expect([address, (await fetch(address, { headers: { authorization } })).status]).toEqual([address, 200]);
    }
    const addresses = [...out.matchAll(/^ {2}\S.* {2}(http\S+)$/gm)].map(([, address = '']) => address);
    expect(addresses.map((address) => new URL(address).pathname)).toEqual([
      '/v1/main/stories/beavers-keep-the-cellars-of-oosterwade-dry-2',
      '/v1/main/stories',
      '/docs',
      '/openapi.json',
      '/health/ready',
      '/metrics',
    ]);
    for (const address of addresses) expect([address, (await fetch(address)).status]).toEqual([address, 200]);
    const second = await demo().ended;
    expect([second.code, second.err]).toEqual([1, expect.stringMatching(/^A server runs on .* already .*\n$/)]);
    running.child.kill('SIGINT');
    expect(await running.ended).toMatchObject({ code: 0, err: '' });
  });

  it.each(['the server starts', '2. Refused'])('ends cleanly on Ctrl-C also in the middle: at "%s"', async (words) => {
    const running = demo();
    await until(running, words);
    running.child.kill('SIGINT');
    const { out, err, code } = await running.ended;
    expect([code, err]).toEqual([0, '']);
    expect(out).not.toContain('Ctrl-C ends the server.');
  });

  it('says in one sentence that the port it was given is taken, before it touches the folder', async () => {
    const { server, port } = await takenPort();
    const { err, code } = await demo([], { PORT: String(port), STET_DATA: join(folder, 'none') }).ended;
    server.close();
    expect(existsSync(join(folder, 'none'))).toBe(false);
    expect([code, err]).toEqual([1, `Port ${port} is taken: set PORT to another, or to 0 for any that is free.\n`]);
  });

  it('takes another port in place of a taken 3000 that nobody asked for', async () => {
    const { server } = await takenPort(3000);
    const { out, code } = await demo(['--once'], { PORT: '' }).ended;
    server.close();
    expect([code, out]).toEqual([0, expect.stringContaining('Port 3000 is taken, so the demo takes another.')]);
  });

  it('says that it can make no tokens of another issuer', async () => {
    const { err, code } = await demo([], { OIDC_ISSUER: 'https://login.example' }).ended;
    expect([code, err]).toEqual([1, expect.stringContaining('OIDC_ISSUER is set')]);
  });
});
