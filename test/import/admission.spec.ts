// What of an archived item can be brought in, revision by revision.
import { admitted } from '../../src/import/admission';
import type { ItemRevision } from '../../src/import/archive';

const revision = (name: string, tag: string): ItemRevision => ({
  name,
  item: 'lock.md',
  place: `lock.md in ${name}`,
  author: { id: 'ana', name: 'Ana Brandt' },
  at: '2019-03-01T09:00:00Z',
  read: () => Promise.resolve({ members: { headline: 'The lock', tags: [tag] }, body: `${name}\n`, citations: [], standing: 'draft' }), // prettier-ignore
});

async function named(revisions: readonly ItemRevision[]) {
  const terms = { format: 'git', language: 'en', now: Date.parse('2020-01-01T00:00:00Z') } as const;
  const problems: string[] = [];
  const names: string[] = [];
  const item = { identity: ['lock.md'], name: 'lock.md', revisions };
  for await (const { told } of admitted(item, terms, ({ place }) => problems.push(place))) names.push(told.imported.revision); // prettier-ignore
  return { names, problems };
}

describe('The revisions of an item', () => {
  it('are each left out as long as their members are none that an article may have, and only those', async () => {
    const long = 'x'.repeat(300);
    const revisions = [revision('a', 'water'), revision('b', long), revision('c', long), revision('d', 'water')];
    expect(await named(revisions)).toEqual({ names: ['a', 'd'], problems: ['lock.md in b', 'lock.md in c'] });
  });
});
