// Who looks at all newsrooms: these loops and no others. Each is a reason of docs/decisions/0040-rows-of-one-newsroom.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const root = join(__dirname, '../src');
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => join(entry.parentPath, entry.name));

it('is for loops that do not know yet whose work they will find', () => {
  const using = files.filter((file) => /acrossNewsrooms\(/.test(readFileSync(file, 'utf8')));
  expect(using.map((file) => relative(root, file)).toSorted()).toEqual([
    'desk/due-publications.ts',
    'desk/due-publisher.ts',
    'event-store/checkpoints.ts',
    'event-store/newsrooms.ts',
    'event-store/projection-run.ts',
    'ledger/ledger-watch.ts',
    'relay/leases.ts',
    'relay/webhooks.ts',
    'replays/replay-work.ts',
  ]);
});
