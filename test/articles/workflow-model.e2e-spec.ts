// Random people ask for random verbs: every answer, status and event is what the contract says, and the log replayed
// gives the article that everybody saw.
import { fold } from '../../src/articles/article';
import { articleView } from '../../src/articles/article-view';
import { recorded } from '../../src/articles/recorded';
import { EventStore } from '../../src/event-store/event-store';
import type { Role } from '../../src/identity/actor';
import { startTestService, type Client, type TestService } from '../setup/service';
import { drafted, expected, type Command, type Model, type Rules } from './workflow-model';
import { fc } from '../setup/chance';

const names = [
  ...['edit', 'edit', 'submit', 'approve', 'approve', 'publish', 'publish', 'publish', 'schedule', 'unschedule'],
  ...['correct', 'correct', 'request-changes', 'retract', 'unpublish', 'spike', 'revive', 'restore'],
];
const people: Role[] = [
  'reporter',
  'editor',
  'editor',
  'standards',
  'standards',
  'standards',
  'auditor',
  'importer',
  'admin',
];
const command: fc.Arbitrary<Command> = fc.record({
  name: fc.constantFrom(...names),
  role: fc.constantFrom(...people),
  change: fc.boolean(),
  back: fc.double({ min: 0, max: 0.999, noNaN: true }),
});
const rules: fc.Arbitrary<Rules> = fc.record({
  review: fc.constantFrom('optional', 'required'),
  fourEyes: fc.boolean(),
});

let stet: TestService;
const clients = new Map<Role, Client>();
const clientOf = (role: Role): Client => {
  const client = clients.get(role);
  if (!client) throw new Error(`nobody is ${role}`);
  return client;
};

beforeAll(async () => {
  stet = await startTestService();
  for (const role of new Set(people)) clients.set(role, await stet.as(role, role));
});
afterAll(() => stet.close());

const change = { kind: 'correction', note: 'So it is.' };

function ask(id: string, model: Model, { name, role, change: says, back }: Command) {
  const revision = model.contents.length;
  const client = clientOf(role);
  const post = (verb: string, body: object) =>
    client.post(`/articles/${id}/${verb}`, { baseRevision: revision, ...body });
  const told = says ? { change } : {};
  switch (name) {
    case 'edit':
      return client.patch(`/articles/${id}`, { baseRevision: revision, headline: `h${revision}` });
    case 'correct':
      return post('publish', { ...told, edit: {} });
    case 'publish':
      return post('publish', told);
    case 'schedule':
      return post('schedule', { ...told, at: '2099-01-01T00:00:00Z' });
    case 'restore':
      return post('restore', { revision: Math.floor(back * revision) + 1, reason: 'Better' });
    case 'retract':
      return post('retract', { notice: 'Wrong.', reason: 'Wrong' });
    case 'request-changes':
      return post(name, { note: 'Again' });
    default:
      return post(name, name === 'submit' || name === 'approve' ? {} : { reason: 'So' });
  }
}

async function draft(slug: string): Promise<{ id: string; model: Model }> {
  const { json } = await clientOf('reporter').post('/articles', { headline: slug, body: 'It is so.\n' });
  const id = String(json.id);
  return { id, model: drafted(slug, 'reporter') };
}

async function replayed(id: string) {
  const store = stet.service.app.get(EventStore);
  return fold(undefined, (await store.readStream('main', id)).map(recorded));
}

let nth = 0;

async function play(settings: Rules, commands: readonly Command[]): Promise<void> {
  await clientOf('admin').patch('/settings', settings);
  const { id, ...begun } = await draft(`story-${(nth += 1)}`);
  let model = begun.model;
  const events = ['article-drafted'];
  for (const one of commands) {
    const outcome = expected(model, one, settings);
    const { status, json } = await ask(id, model, one);
    expect([one, status, json.code]).toEqual([one, outcome.status, outcome.code]);
    if (outcome.event) events.push(outcome.event);
    model = outcome.after ?? model;
    if (status === 200)
      expect([one, json.revision, json.status, json.nextStatus]).toEqual([
        one,
        model.contents.length,
        model.status,
        model.next,
      ]);
  }
  const { json } = await clientOf('editor').get(`/articles/${id}`);
  expect([json.headline, json.version ?? 0]).toEqual([model.contents.at(-1)?.headline, model.version]);
  const log = await clientOf('auditor').get(`/events?article=${id}&limit=200`);
  expect(log.json.items.map(({ type }: { type: string }) => type)).toEqual(events);
  const article = await replayed(id);
  expect(JSON.parse(JSON.stringify(article && articleView(article)))).toEqual(json);
}

it('the workflow is the one of the contract, whoever asks for whatever', async () => {
  await fc.assert(
    fc.asyncProperty(rules, fc.array(command, { minLength: 20, maxLength: 60, size: 'max' }), (settings, commands) =>
      play(settings, commands),
    ),
    { numRuns: Number(process.env.STET_TEST_RUNS ?? 25), endOnFailure: true },
  );
}, 120_000);
