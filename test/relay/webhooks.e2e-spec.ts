// Webhooks over HTTP: what admins may do to them, and what receivers are sent.
import { draft, edit, openNewsroom, positions, webhookTo, webhookWhen, type Newsroom } from './given';
import { isSigned, ok, Receiver, status } from './receiver';

let room: Newsroom;
let receiver: Receiver;
beforeAll(async () => {
  room = await openNewsroom();
});
afterAll(() => room.stet.close());
beforeEach(async () => {
  receiver = await Receiver.start();
});
afterEach(() => receiver.close());

describe('A webhook', () => {
  it('is sent what is appended from now on, signed, as GET /events tells it', async () => {
    const { ana, ida } = room;
    await draft(ana, 'Before');
    const path = await webhookTo(ida, receiver);
    const id = await draft(ana, 'The lock is open');
    await receiver.until(2); // the first one tells of the webhook itself
    const [made, drafted] = receiver.received;
    expect(made?.event).toMatchObject({ type: 'webhook-changed', data: { change: 'created' } });
    const { text } = await ana.get(`/events?article=${id}`, { headers: { accept: 'application/x-ndjson' } });
    expect(drafted?.body).toBe(text.trim());
    expect(drafted?.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'webhook-id': `main_${drafted?.event.position}`,
    });
    expect(receiver.unsigned).toEqual([]);
    const read = await webhookWhen(ida, path, (one) => one.position === drafted?.event.position);
    expect(read).toMatchObject({ status: 'active', behind: 0, waiting: [], lastFailures: [] });
    expect(read.lastReceivedAt).not.toBeNull();
    expect(JSON.stringify(read)).not.toContain('whsec_');
    await ida.delete(path);
  });

  it('is sent nothing that is withheld from the staff', async () => {
    const { stet, ana, ida } = room;
    const vera = await stet.as('Vera', 'standards');
    const id = await draft(ana, 'Who saw it');
    const path = await webhookTo(ida, receiver, { types: ['article-withheld', 'article-edited'] });
    const withheld = { quote: 'Anna Zwartkruis saw it', from: 'staff', reason: 'A witness' };
    expect((await vera.post(`/articles/${id}/withhold`, withheld)).status).toBe(200);
    const body = 'It was *Anna Zwartkruis* who saw it. Anna Zwartkruis\nsaw it well.\n';
    expect((await vera.patch(`/articles/${id}`, { body, baseRevision: 2 })).status).toBe(200);
    await receiver.until(2);
    const [first, second] = receiver.received;
    expect(first?.event).toMatchObject({ type: 'article-withheld', data: { quote: '[withheld]' } });
    expect(second?.body).toContain('[withheld] well.');
    await ida.delete(path);
  });

  it('is sent events of its types alone', async () => {
    const { ana, ida } = room;
    const path = await webhookTo(ida, receiver, { types: ['article-edited'] });
    const id = await draft(ana, 'Filtered');
    await edit(ana, id, 2);
    await receiver.until(2);
    expect(receiver.asked.map(({ event }) => event.type)).toEqual(['article-edited', 'article-edited']);
    const head = Number((await ana.get(`/events?article=${id}`)).json.items.at(-1).position);
    await webhookWhen(ida, path, (one) => one.position === head);
    expect((await ida.patch(path, { types: null })).json.types).toBeNull();
    await draft(ana, 'All of them');
    await receiver.until(() => receiver.received.some(({ event }) => event.type === 'article-drafted'));
    await ida.delete(path);
  });

  it('shows its secret once, and rotated is signed with both for a while', async () => {
    const { ana, ida } = room;
    const path = await webhookTo(ida, receiver, { types: ['article-drafted'] });
    const first = String(receiver.secret);
    const { json } = await ida.post(`${path}/rotate-secret`, {});
    expect(json.secret).not.toBe(first);
    expect(json.previousSecretUntil).not.toBeNull();
    await draft(ana, 'Both');
    await receiver.until(1);
    const [both] = receiver.received;
    expect(both && [isSigned(both, first), isSigned(both, json.secret)]).toEqual([true, true]);
    const next = (await ida.post(`${path}/rotate-secret`, { overlap: 0 })).json.secret;
    await draft(ana, 'One');
    await receiver.until(2);
    const one = receiver.received[1];
    expect(one && [isSigned(one, json.secret), isSigned(one, next)]).toEqual([false, true]);
    await ida.delete(path);
  });

  it('is parked, keeps its place and goes on where it stood when it is resumed', async () => {
    const { ana, ida } = room;
    const path = await webhookTo(ida, receiver, { types: ['article-drafted'] });
    const { json } = await ida.post(`${path}/park`, { reason: 'The site is being moved' });
    expect(json).toMatchObject({ status: 'parked', parkedBecause: 'The site is being moved' });
    const id = await draft(ana, 'Meanwhile');
    expect((await ida.post(`${path}/test`)).json).toMatchObject({ received: true, status: 204, reason: null });
    expect(receiver.asked.map(({ event }) => event.type)).toEqual(['webhook-test']);
    expect((await ida.post(`${path}/resume`)).json).toMatchObject({ status: 'active', parkedAt: null });
    await receiver.until(2);
    expect(receiver.received[1]?.event.subject).toBe(id);
    await ida.delete(path);
  });

  it('is parked where its receiver says that it is gone', async () => {
    const { ana, ida } = room;
    receiver.answering = status(410);
    const path = await webhookTo(ida, receiver, { types: ['article-drafted'] });
    await draft(ana, 'Nobody there');
    const parked = await webhookWhen(ida, path, (one) => one.status === 'parked');
    expect(parked).toMatchObject({ parkedBecause: 'The receiver answered 410: it is gone.' });
    expect(parked.lastFailures).toMatchObject([{ type: 'article-drafted', status: 410 }]);
    expect(receiver.asked).toHaveLength(1);
    receiver.answering = ok;
    await ida.post(`${path}/resume`);
    await receiver.until(1);
    await ida.delete(path);
  });

  it('is replayed from any position, in order, under the same ids', async () => {
    const { ana, ida } = room;
    const id = await draft(ana, 'Again');
    await edit(ana, id, 3);
    const path = await webhookTo(ida, receiver, { after: 0, types: ['article-edited'] });
    const own = () => receiver.received.filter(({ event }) => event.subject === id);
    await receiver.until(() => own().length === 3);
    const [first = 0, ...others] = positions(own());
    expect((await ida.post(`${path}/replay`, { after: first })).json.position).toBe(first);
    await receiver.until(() => own().length === 5);
    expect(positions(own())).toEqual([first, ...others, ...others]);
    expect(own()[3]?.id).toBe(own()[1]?.id);
    expect((await ida.post(`${path}/replay`, { after: 1_000_000 })).json).toMatchObject({ code: 'validation-failed' });
    await ida.delete(path);
  });

  it('that was deleted is sent nothing more', async () => {
    const { ana, ida } = room;
    const path = await webhookTo(ida, receiver, { types: ['article-drafted'] });
    expect((await ida.delete(path)).status).toBe(200);
    expect((await ida.get(path)).status).toBe(404);
    const other = await Receiver.start();
    const second = await webhookTo(ida, other, { types: ['article-drafted'] });
    await draft(ana, 'Deleted');
    await other.until(1);
    expect(receiver.asked).toEqual([]);
    await ida.delete(second);
    await other.close();
  });

  it('is made once however often it is asked for with the same Idempotency-Key, and answers the same secret', async () => {
    const { ida } = room;
    const sent = { url: receiver.url };
    const key = { 'idempotency-key': 'one' };
    const [one, two] = [await ida.post('/webhooks', sent, key), await ida.post('/webhooks', sent, key)];
    expect([two.status, two.json]).toEqual([201, one.json]);
    expect(two.headers.get('stet-position')).toBe(one.headers.get('stet-position'));
    expect((await ida.post('/webhooks', { ...sent, description: 'x' }, key)).json.code).toBe('idempotency-key-reused');
    const { items } = (await ida.get('/webhooks')).json;
    expect(items.filter(({ url }: { url: string }) => url === receiver.url)).toHaveLength(1);
    await ida.delete(`/webhooks/${one.json.id}`);
  });

  it('is refused to an address that must not be sent to', async () => {
    const { status: code, json } = await room.ida.post('/webhooks', { url: 'https://10.0.0.7/' });
    expect([code, json.errors]).toEqual([400, [{ path: 'url', message: 'url must be public, which 10.0.0.7 is not' }]]);
  });

  it('never is sent who asked for a confidential identity', async () => {
    const { json } = await room.ida.post('/webhooks', { url: receiver.url, types: ['source-identity-revealed'] });
    expect(json.errors).toEqual([{ path: 'types', message: 'source-identity-revealed is never sent' }]);
  });

  it('is refused where it would wait for events that there are not', async () => {
    const types = ['article-published', 'article-publshed'];
    const { status: code, json } = await room.ida.post('/webhooks', { url: receiver.url, types });
    expect([code, json.errors]).toEqual([400, [{ path: 'types', message: 'article-publshed is no type of event' }]]);
  });

  it('is told to the log, with who, and of its address the host alone', async () => {
    const { ida } = room;
    const { json } = await ida.post('/webhooks', { url: `${receiver.url}/T0P-SECRET` });
    await ida.delete(`/webhooks/${json.id}`);
    const iris = await room.stet.as('Iris', 'auditor');
    const { items } = (await iris.get('/events?type=webhook-changed&limit=200')).json;
    const own = items.filter(({ data }: { data: { webhook: string } }) => data.webhook === json.id);
    expect(own.map(({ data }: { data: object }) => data)).toMatchObject([
      { change: 'created', host: `127.0.0.1:${receiver.port}`, by: { sub: 'ida', role: 'admin' } },
      { change: 'deleted' },
    ]);
    expect(JSON.stringify(items)).not.toContain('T0P-SECRET');
  });
});
