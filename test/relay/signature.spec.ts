// Signatures and secrets, with the library that receivers use as the judge.
import { Webhook } from 'standardwebhooks';
import { SecretBox } from '../../src/relay/secret-box';
import { newSecret, signedHeaders } from '../../src/relay/signature';

const body = '{"type":"article-edited","data":{"headline":"Het water — “hoog”"}}';
const message = { id: 'main_7', timestamp: Math.floor(Date.now() / 1000), body };

describe('A signature', () => {
  it('is that of Standard Webhooks', () => {
    const secret = newSecret();
    const own = signedHeaders(message, [secret])['webhook-signature'];
    expect(own).toBe(new Webhook(secret).sign(message.id, new Date(message.timestamp * 1000), body));
  });

  it('is verified by each secret it was made with, and by no other', () => {
    const [one, two, other] = [newSecret(), newSecret(), newSecret()];
    const headers = signedHeaders(message, [one, two]);
    for (const secret of [one, two])
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'article-edited' });
    expect(() => new Webhook(other).verify(body, headers)).toThrow();
    expect(() => new Webhook(one).verify(`${body} `, headers)).toThrow();
  });
});

describe('A sealed secret', () => {
  const box = new SecretBox(Buffer.alloc(32, 1));
  const sealed = box.seal('whsec_abc', 'webhook a');

  it('is opened under its key for what it was sealed for', () => {
    expect(box.open(sealed, 'webhook a')).toBe('whsec_abc');
    expect(sealed.toString('latin1')).not.toContain('abc');
  });

  it('is not opened under another key, for something else, or changed', () => {
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(() => new SecretBox(Buffer.alloc(32, 2)).open(sealed, 'webhook a')).toThrow();
    expect(() => box.open(sealed, 'webhook b')).toThrow();
    expect(() => box.open(changed, 'webhook a')).toThrow();
  });

  it('differs each time', () => expect(box.seal('whsec_abc', 'webhook a')).not.toEqual(sealed));
});
