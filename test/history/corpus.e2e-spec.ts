// Real histories through the whole service (../shared/corpus): written as an editor writes them, read as an auditor does.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusStories, describeWithCorpus } from '../corpus';
import { describeWithGit, GitHistory } from '../git-history';
import { startTestService, type Client, type TestService } from '../setup/service';

interface Written {
  readonly id: string;
  /** Index 0 is revision 1. A text like the one before it makes no revision. */
  readonly texts: readonly string[];
}

const hasPatch = spawnSync('patch', ['--version']).status === 0;
const itWithPatch = hasPatch ? it : it.skip;
const stories = corpusStories();
const atOnce = 4;
let stet: TestService;
let ana: Client;
let aud: Client;
const written: Written[] = [];

describeWithCorpus('the revisions of ../shared/corpus', () => {
  beforeAll(async () => {
    stet = await startTestService();
    ana = await stet.as('Ana', 'editor');
    aud = await stet.as('Aud', 'auditor');
    await eachOf(stories, async ({ slug, revisions }, index) => {
      written[index] = await write(
        slug,
        revisions.map(({ text }) => text),
      );
    });
  }, 120_000);
  afterAll(() => stet.close());

  it('come back byte for byte', async () => {
    expect(stories.flatMap(({ revisions }) => revisions)).toHaveLength(890);
    await eachOf(written, async ({ id, texts }) => {
      for (const [index, text] of texts.entries()) expect(await readBytes(id, index + 1)).toBe(text);
    });
  }, 60_000);

  it('are blamed line by line: all lines, in order', async () => {
    await eachOf(written, async ({ id, texts }) => {
      const items = await blameOf(id);
      expect(items.map(({ line }) => line)).toEqual(items.map((_, at) => at + 1));
      expect(items.map(({ text }) => text)).toEqual(linesOf(texts.at(-1) ?? ''));
      expect(items.every(({ revision }) => revision >= 1 && revision <= texts.length)).toBe(true);
    });
  }, 60_000);

  describeWithGit('beside git', () => {
    it('are blamed as git blames them in at least 99 % of lines', async () => {
      const history = new GitHistory(written.map(({ texts }) => texts));
      let [same, all] = [0, 0];
      const others: string[] = [];
      await eachOf(written, async ({ id }, branch) => {
        const items = await blameOf(id);
        const theirs = history.blame(branch);
        expect(items).toHaveLength(theirs.length);
        theirs.forEach((revision, at) => {
          const ours = items[at]?.revision;
          if (ours === revision) same += 1;
          else others.push(`${stories[branch]?.slug}, line ${at + 1}: ${ours}, git says ${revision}`);
        });
        all += theirs.length;
      });
      history.remove();
      // Explained in docs/history.md.
      console.info(`blame is git's in ${same} of ${all} lines; not in\n${others.join('\n')}`);
      expect(same / all).toBeGreaterThanOrEqual(0.99);
    }, 60_000);
  });

  itWithPatch(
    'differ from first to last by a patch that applies',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'stet-patch-'));
      await eachOf(written, async ({ id, texts }, index) => {
        const query = `from=1&to=${texts.length}&format=unified`;
        const { headers, text } = await aud.get(`/articles/${id}/diff?${query}`);
        expect(headers.get('content-type')).toMatch(/^text\/x-diff/);
        expect(patched(join(folder, String(index)), texts[0] ?? '', text)).toBe(texts.at(-1));
      });
      rmSync(folder, { recursive: true });
    },
    60_000,
  );
});

async function write(headline: string, [first = '', ...later]: readonly string[]): Promise<Written> {
  const { status, json } = await ana.post('/articles', { headline, body: first });
  expect(status).toBe(201);
  const texts = [first];
  for (const text of later) {
    const answer = await ana.write('PUT', `/articles/${json.id}/body?baseRevision=${texts.length}&session=s`, text);
    if (text !== texts.at(-1)) texts.push(text);
    expect([answer.status, answer.json.revision]).toEqual([200, texts.length]);
  }
  return { id: json.id, texts };
}

/** The bytes as such: a client that decodes them would drop a byte order mark. */
async function readBytes(id: string, revision: number): Promise<string> {
  const address = `${stet.service.url}/v1/main/articles/${id}/revisions/${revision}`;
  const headers = { authorization: `Bearer ${aud.token}`, accept: 'text/markdown' };
  const response = await fetch(address, { headers });
  return Buffer.from(await response.arrayBuffer()).toString('utf8');
}

interface BlamedLine {
  readonly line: number;
  readonly text: string;
  readonly revision: number;
}
const blamed = new Map<string, readonly BlamedLine[]>();

/** Asked for once. */
async function blameOf(id: string): Promise<readonly BlamedLine[]> {
  const items: readonly BlamedLine[] = blamed.get(id) ?? (await aud.get(`/articles/${id}/blame`)).json.items;
  blamed.set(id, items);
  return items;
}

/** Several at once: requests of one story wait for each other, stories do not. */
async function eachOf<T>(things: readonly T[], work: (thing: T, index: number) => Promise<void>): Promise<void> {
  const rest = things.map((thing, index) => ({ thing, index }));
  const worker = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await work(next.thing, next.index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

const linesOf = (text: string): string[] =>
  (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => line.replace(/\r?\n$/, ''));

function patched(file: string, text: string, patch: string): string {
  writeFileSync(file, text);
  if (patch !== '') execFileSync('patch', ['--silent', '--binary', file], { input: patch });
  return readFileSync(file, 'utf8');
}
