// The evidence of an article that went through everything, taken from the service's own database and checked offline.
import { poolOf, serviceDataSource } from '../../src/data-source';
import { evidenceBundle } from '../../src/ledger/evidence';
import { evidenceEvents, evidenceServed } from '../../src/ledger/evidence-rows';
import { startTestService, type TestService } from '../setup/service';
import { mutationsOf } from './mutations';
import { hashesIn, ownNotary } from './own-notary';
import { writeQuayHistory } from './quay-history';
import { runVerifier, verifierInProcess } from './verifier';

/** One of so many mutations is tried; `STET_ALL_MUTATIONS=1` tries each. */
const oneIn = process.env['STET_ALL_MUTATIONS'] ? 1 : 25;

let stet: TestService;
let bundle: string;
let leaves: Buffer[];
const notary = ownNotary();
beforeAll(async () => {
  stet = await startTestService();
  const { id } = await writeQuayHistory(stet);
  ({ bundle, leaves } = await evidenceOf(id));
});
afterAll(() => stet.close());

async function evidenceOf(article: string): Promise<{ bundle: string; leaves: Buffer[] }> {
  const source = await serviceDataSource(stet.database.url).initialize();
  const rows = await source.query<{ leaf: Buffer }[]>('select leaf from log.events order by position');
  const all = rows.map(({ leaf }) => leaf);
  const stretch = { newsroom: 'main', stream: article, size: all.length };
  const events = await evidenceEvents(poolOf(source), stretch);
  const served = await evidenceServed(poolOf(source), stretch);
  await source.destroy();
  const { origin, key } = notary;
  const signed = { checkpoint: notary.checkpoint(all), size: all.length, origin, keys: [key] };
  const material = { newsroom: 'main', article, ...signed, events, others: [], served, earlier: [7] };
  return { bundle: await evidenceBundle(material, hashesIn(all)), leaves: all };
}

it('is proved, every published form too, and continues an earlier checkpoint', () => {
  const files = { bundle, earlier: notary.checkpoint(leaves, 7) };
  const { code, said } = runVerifier(files, '@bundle', '--key', notary.key, '--checkpoint', '@earlier');
  expect([code, said]).toEqual([0, expect.stringContaining('PROVED: ')]);
  expect(said.match(/^Version \d .*Its words are what the events up to then come to\.$/gm)).toHaveLength(5);
  expect(said).toContain('article-retracted');
  expect(said).toContain('The log continues your checkpoint of 7 events');
});

it('cannot be changed anywhere without being refused, or claims the same', async () => {
  const verify = await verifierInProcess();
  const given = { keys: [notary.key] };
  const right = verify(bundle, given);
  // Keys that came with it do not count; hashes and paths that nothing asked for prove nothing.
  const claims = (text: string) => ({ ...(JSON.parse(text) as object), keys: 0, hashes: 0, consistency: 0 });
  const whole = claims(bundle);
  let nth = 0;
  for (const { what, text } of mutationsOf(bundle)) {
    if (nth++ % oneIn > 0) continue;
    const { code, said } = verify(text, given);
    if (code === 0) expect({ what, said, claims: claims(text) }).toEqual({ what, said: right.said, claims: whole });
  }
});
