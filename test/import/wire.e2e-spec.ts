// A folder of wire texts brought in.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestService, type Client, type TestService } from '../setup/service';
import { articleOf, importInto, wholeLog } from './given';

const wire = `The sluice opens

24 November 2026 | Water

DELFT, Tuesday, 24 November 2026. Boats pass again [1][2].

Sources
1. Keeper of the sluice, Log, https://locks.example/log, 24 November 2026

water, boats
`;

describe('An imported folder of wire texts', () => {
  let stet: TestService;
  let iris: Client;
  let folder: string;
  beforeAll(async () => {
    stet = await startTestService();
    iris = await stet.as('Iris', 'auditor');
    folder = mkdtempSync(join(tmpdir(), 'stet-wire-'));
    mkdirSync(join(folder, 'monday'));
    writeFileSync(join(folder, 'monday', '001.txt'), wire);
    writeFileSync(join(folder, '002.txt'), Buffer.from([0xff, 0xfe, 0x41]));
    writeFileSync(join(folder, 'notes.md'), 'no wire text');
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await stet.close();
  });

  it('is drafts with the citations that the texts demand, once', async () => {
    const report = await importInto(stet, { from: folder, language: 'en' });
    expect(report).toMatchObject({ articles: 1, events: 1, versions: 0 });
    expect(report.problems).toEqual([{ place: '002.txt', problem: 'It is not UTF-8 text.' }]);
    const { id } = await articleOf(iris, 'The sluice opens');
    expect((await iris.get(`/articles/${id}`)).json).toMatchObject({
      status: 'draft',
      category: 'Water',
      dateline: { place: 'DELFT', date: '2026-11-24' },
      citations: [
        { key: '1', source: { URL: 'https://locks.example/log' } },
        { key: '2', source: null },
      ],
      tags: ['water', 'boats'],
    });
    const [event] = await wholeLog(iris);
    expect(event.data).toMatchObject({
      imported: { format: 'wire', item: 'monday/001.txt' },
      origin: { kind: 'wire' },
    });
    expect(await importInto(stet, { from: folder, language: 'en' })).toMatchObject({ events: 0, there: 1 });
  });

  it('is refused where there is none, where it is not known what it is, and where there is nothing to go on with', async () => {
    await expect(importInto(stet, { from: join(folder, 'no') })).rejects.toThrow(/^There is nothing at /);
    await expect(importInto(stet, { from: join(folder, 'notes.md') })).rejects.toThrow('--format says what it is');
    await expect(importInto(stet, { from: folder, resume: true, language: 'nl' })).rejects.toThrow('to go on with');
  });
});
