import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerKeys, retire, rotate } from '../../src/ledger/ledger-keys';
import { provesConsistency, rootOf } from '../../src/ledger/merkle';
import { checkpointText, openNote, readCheckpoint, signNote } from '../../src/ledger/note';
import { RememberedHeads } from '../../src/ledger/remembered-heads';
import { givenNotary, type GivenNotary } from './given-notary';

let given: GivenNotary;
beforeEach(async () => {
  given = await givenNotary();
});
afterEach(() => given.close());

const refusal = (over?: Parameters<GivenNotary['sign']>[0]): Promise<string> =>
  given.sign(over).then(
    (step) => `signed ${JSON.stringify(step)}`,
    (error: Error) => `${error.name}: ${error.message}`,
  );

it('signs the empty log first, and then what was appended, in steps of any size', async () => {
  expect(await given.sign()).toEqual({ size: 0, more: false });
  await given.append(700);
  expect(await given.sign({}, 300)).toEqual({ size: 300, more: true });
  expect(await given.sign({}, 300)).toEqual({ size: 600, more: true });
  expect(await given.sign({}, 300)).toEqual({ size: 700, more: false });
  const leaves = await given.leaves();
  const head = await given.tree.head();
  expect([head?.size, head?.root]).toEqual([700, rootOf(leaves)]);
  expect(await given.tree.hashes({ level: 0, index: 512, width: 188 })).toEqual(leaves.slice(512));
  for (const size of [1, 300, 513, 699]) expect(await given.tree.root(size)).toEqual(rootOf(leaves.slice(0, size)));
});

it('signs nothing twice where nothing was appended', async () => {
  await given.append(3);
  await given.sign();
  const first = await given.tree.head();
  expect(await given.sign()).toEqual({ size: 3, more: false });
  expect(await given.tree.head()).toEqual(first);
});

it('signs with a name and keys that the note tells, and remembers the note beside the keys', async () => {
  await given.append(2);
  await given.sign();
  const { note = '' } = (await given.tree.head()) ?? {};
  const keys = new LedgerKeys(given.folder, 'ledger.example').known('main');
  expect(readCheckpoint(openNote(note, keys) ?? '')).toMatchObject({ origin: 'ledger.example/main', size: 2 });
  expect(new RememberedHeads(given.folder).of('main')).toBe(note);
});

describe('The notary refuses', () => {
  it('an event that is not what its leaf says, after it signed those before', async () => {
    await given.append(9);
    await given.tamper(`update log.events set payload = '{"note":"It never closed"}' where position = 7`);
    expect(await given.sign()).toEqual({ size: 6, more: true });
    expect(await refusal()).toBe('NotaryRefused: The event at position 7 is not what its leaf says.');
    expect((await given.tree.head())?.size).toBe(6);
  });

  it.each(['actor = gen_random_uuid()', `recorded_at = recorded_at - interval '1 hour'`, `type = 'article-spiked'`])(
    'an event whose envelope was changed: %s',
    async (change) => {
      await given.append(1);
      await given.tamper(`update log.events set ${change} where position = 1`);
      expect(await refusal()).toBe('NotaryRefused: The event at position 1 is not what its leaf says.');
    },
  );

  it('a log in which an event is missing', async () => {
    await given.append(5);
    await given.tamper('delete from log.events where position = 3');
    await given.sign();
    expect(await refusal()).toBe('NotaryRefused: The event at position 3 is missing.');
  });

  const restoreAt = (size: number): Promise<void> =>
    given.tamper(
      `delete from log.events where position > ${size}`,
      `delete from ledger.hashes where index + width > ${size}`,
      `delete from ledger.heads where size > ${size}`,
    );

  it('an older database that was restored, and what is written on it then', async () => {
    await given.append(4);
    await given.sign();
    await given.append(6);
    await given.sign();
    await restoreAt(4);
    expect(await refusal()).toBe(
      'NotaryRefused: The log has 4 events, but 10 were signed: an older database was restored.',
    );
    await given.append(8);
    expect(await refusal()).toBe(
      'NotaryRefused: The log is not the one whose first 10 events were signed: it was written anew.',
    );
    expect((await given.tree.head())?.size).toBe(4);
  });

  it('not where nothing is remembered: that is what the memory beside the keys is for', async () => {
    await given.append(4);
    await given.sign();
    const before = mkdtempSync(join(tmpdir(), 'stet-test-'));
    cpSync(given.folder, before, { recursive: true });
    await given.append(6);
    await given.sign();
    await restoreAt(4);
    await given.append(1);
    const older = { keys: new LedgerKeys(before, 'ledger.example'), remembered: new RememberedHeads(before) };
    expect(await refusal(older)).toBe('signed {"size":5,"more":false}');
    rmSync(before, { recursive: true });
  });

  it('a log that was written anew together with its tree', async () => {
    await given.append(5);
    await given.sign();
    await given.tamper('delete from log.events', 'delete from ledger.hashes', 'delete from ledger.heads');
    await given.append(7);
    expect(await refusal()).toBe(
      'NotaryRefused: The log is not the one whose first 5 events were signed: it was written anew.',
    );
  });

  it('a stored head that none of its keys has signed', async () => {
    await given.append(2);
    await given.sign();
    const [signer] = new LedgerKeys(mkdtempSync(join(given.folder, 'other-')), 'ledger.example').signers('main');
    const root = Buffer.alloc(32, 7);
    const note = signNote(checkpointText({ origin: 'ledger.example/main', size: 2, root }), signer ? [signer] : []);
    await given.tamper(`update ledger.heads set note = '${note}', root = '\\x${root.toString('hex')}' where size = 2`);
    expect(await refusal()).toBe(
      'NotaryRefused: The stored head of size 2 is not signed by a key of ledger.example/main.',
    );
  });

  it('stored hashes that do not lead to the head that was signed', async () => {
    await given.append(2);
    await given.sign();
    await given.tamper(`update ledger.hashes set hashes = hashes || '' || '' where level = 0`, `update ledger.hashes set hashes = set_byte(hashes, 1, get_byte(hashes, 1) # 1)`); // prettier-ignore
    await given.append(1);
    expect(await refusal()).toBe('NotaryRefused: The stored hashes do not lead to the signed head of size 2.');
  });
});

it('goes on after a crash between the memory of a head and its commit, with the same head', async () => {
  await given.append(5);
  await given.sign();
  await given.append(5);
  const remembered = new RememberedHeads(given.folder);
  const crashing = { of: () => remembered.of('main'), keep: async (_: string, note: string) => { await remembered.keep('main', note); throw new Error('crash'); } }; // prettier-ignore
  await expect(given.sign({ remembered: crashing as unknown as RememberedHeads })).rejects.toThrow('crash');
  const promised = remembered.of('main');
  expect((await given.tree.head())?.size).toBe(5);
  await given.sign({}, 1);
  expect((await given.tree.head())?.note).toBe(promised);
});

it('signs by both keys while one takes over from the other, and knows the former one for good', async () => {
  await given.append(1);
  await given.sign();
  const [old] = new LedgerKeys(given.folder, 'ledger.example').known('main');
  expect(rotate(given.folder)).toBe(2);
  await given.append(1);
  await given.sign();
  const during = (await given.tree.head())?.note ?? '';
  const [fresh, same] = new LedgerKeys(given.folder, 'ledger.example').known('main');
  expect([openNote(during, old ? [old] : []), openNote(during, fresh ? [fresh] : [])]).not.toContain(undefined);
  retire(given.folder, 1);
  await given.append(1);
  await given.sign();
  const after = (await given.tree.head())?.note ?? '';
  expect([openNote(after, same ? [same] : []), openNote(after, fresh ? [fresh] : []) === undefined]).toEqual([undefined, false]); // prettier-ignore
  expect(() => retire(given.folder, 2)).toThrow('The key 2 is the only one that signs: rotate first.');
  const keys = new LedgerKeys(given.folder, 'ledger.example');
  expect([keys.signers('main').length, keys.known('main').length]).toEqual([1, 2]);
});

/** Rounds of two servers of which one is stopped in the middle: 50 for the acceptance. */
const rounds = Number(process.env['STET_TEST_NOTARY_ROUNDS'] ?? 3);

it(`signs no forked head in ${rounds} rounds in which one of two servers is stopped just before it signs`, async () => {
  const { source } = await given.another();
  const heads = [{ size: 0, root: rootOf([]) }];
  for (let round = 1; round <= rounds; round += 1) {
    await given.append(round);
    let resume: () => void = () => undefined;
    let stopped: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => (stopped = resolve));
    const held = new Promise<void>((resolve) => (resume = resolve));
    const beforeSigning = () => (stopped(), held);
    const paused = given.sign({ longestPause: 100, beforeSigning }).catch((error: Error) => error);
    await reached;
    await given.append(1);
    let step = await given.sign({ source });
    while (step === 'busy') step = await given.sign({ source });
    resume();
    expect(await paused).toBeInstanceOf(Error);
    const head = await given.tree.head();
    expect(head && { size: head.size, root: head.root }).toEqual({ size: heads.at(-1)!.size + round + 1, root: rootOf(await given.leaves()) }); // prettier-ignore
    if (head) heads.push(head);
  }
  for (const [nth, newer] of heads.slice(1).entries()) {
    const older = heads[nth] as (typeof heads)[0];
    expect(provesConsistency(older, newer, await given.tree.consistency(older.size, newer.size))).toBe(true);
  }
  expect(await refusal()).toBe(`signed {"size":${heads.at(-1)?.size},"more":false}`);
});
