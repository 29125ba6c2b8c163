// How the auditor's page is served: to everybody, empty, and so that nothing but its own script can run in it.
import { startTestService, type Answer, type TestService } from '../setup/service';
import { buildPage } from './built-page';

const issuer = 'https://login.example/realm';
let stet: TestService;
let html: Answer;

beforeAll(async () => {
  buildPage();
  stet = await startTestService({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'a"<b>' });
  html = await stet.reader.get('//audit');
});
afterAll(() => stet.close());

const linked = (): string[] => [...html.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path);

describe('The auditor’s page', () => {
  it('is one HTML file for everybody, with one script and one style', () => {
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(linked()).toEqual([
      expect.stringMatching(/^\/audit\/style-\w{8}\.css$/),
      expect.stringMatching(/^\/audit\/page-\w{8}\.js$/),
    ]);
  });

  it('lets nothing run but its own script, and asks nobody but this server and the issuer', () => {
    const policy = html.headers.get('content-security-policy') ?? '';
    const directives = Object.fromEntries(
      policy.split('; ').map((part) => [part.split(' ')[0], part.split(' ').slice(1)]),
    );
    expect(directives).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'connect-src': ["'self'", 'https://login.example'],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
    });
    expect(html.text).not.toMatch(/<script(?![^>]* src=)|<style| on\w+=| style=/);
  });

  it('is told where to sign in, whatever that is called', () => {
    expect(html.text).toContain(`data-issuer="${issuer}" data-client="a&quot;&lt;b&gt;"`);
  });

  it('is asked for again only when it changed', async () => {
    const headers = { 'if-none-match': html.headers.get('etag') ?? '' };
    expect((await stet.reader.get('//audit', { headers })).status).toBe(304);
    expect((await stet.reader.get('//audit?article=x', { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
  });

  it('lets browsers keep script and style for good: their names hold a hash of what is in them', async () => {
    for (const path of linked()) {
      const { status, headers } = await stet.reader.get(`/${path}`);
      expect([status, headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(headers.get('content-type')).toMatch(/^text\/(javascript|css); charset=utf-8$/);
    }
  });

  it('gives no other file', async () => {
    for (const name of ['index.html', 'page.js', '..%2F..%2Fpackage.json', '.sources']) {
      const { status, json } = await stet.reader.get(`//audit/${name}`);
      expect([status, json.code]).toEqual([404, 'not-found']);
    }
  });
});
