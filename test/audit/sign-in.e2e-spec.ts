// Signing in to the auditor's page: by a pasted token where the server signs its own, else at the newsroom's provider.
import type { Browser, Page } from 'playwright-core';
import { startTestService, type TestService } from '../setup/service';
import { describeInBrowser, openPage, startBrowser, violationsOf } from './browser';
import { buildPage } from './built-page';
import { clientId, startProvider, type FakeProvider } from './oidc-provider';

describeInBrowser('Signing in to the auditor’s page', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    buildPage();
    browser = await startBrowser();
  }, 60_000);
  afterAll(() => browser?.close());
  afterEach(() => page?.close());
  const stored = () => page.evaluate<string | null>("sessionStorage.getItem('stet-token')");

  describe('by a pasted token', () => {
    let stet: TestService;
    beforeAll(async () => {
      stet = await startTestService();
    });
    afterAll(() => stet?.close());
    const tokenOf = async (...roles: Parameters<TestService['as']>[1][]) =>
      (await stet.as('Kim', ...roles)).token ?? '';
    const open = async (query = '') =>
      (page = await openPage(browser, `${stet.service.url}/audit${query}`, { bypassCSP: true }));
    const paste = async (token: string) => {
      await page.fill('#token', token);
      await page.click('text=Open');
    };

    it('lets an auditor in, in this tab alone, until they leave', async () => {
      await open();
      expect(await violationsOf(page)).toEqual([]);
      await paste(`Bearer ${await tokenOf('auditor')}\n`);
      await page.waitForSelector('text=Pick a story or article');
      expect(await page.evaluate('localStorage.length + document.cookie.length')).toBe(0);
      await page.reload();
      await page.waitForSelector('text=Pick a story or article');
      await page.click('text=Sign out');
      await page.waitForSelector('#token');
      expect(await stored()).toBeNull();
    });

    it('tells a reporter in a sentence that the history is not open to them', async () => {
      await open();
      await paste(await tokenOf('reporter'));
      const alert = await page.textContent('[role=alert]');
      expect(alert).toContain('You are signed in as Kim, with the role reporter.');
      expect(alert).toContain('The history of articles is open to auditors and editors');
      expect(await violationsOf(page)).toEqual([]);
    });

    it('goes on where somebody was when their token has expired and they come with another', async () => {
      await open('?newsroom=main&q=harbour');
      await paste(`${(await tokenOf('auditor')).replace(/\.[^.]*$/, '')}.${'A'.repeat(86)}`);
      await page.waitForSelector('text=Sign in again to go on where you were.');
      await paste(await tokenOf('auditor'));
      await page.waitForSelector('text=Nothing was found.');
      expect(new URL(page.url()).search).toBe('?newsroom=main&q=harbour');
    });

    it('says so when what was pasted is no token, or one that does not count here', async () => {
      await open();
      await paste('hunter2');
      expect(await page.textContent('[role=alert]')).toMatch(/^This is no token/);
      const forged = `${(await tokenOf('auditor')).replace(/\.[^.]*$/, '')}.${'A'.repeat(86)}`;
      await paste(forged);
      await page.waitForSelector('text=You are signed out: The token is not valid here.');
      expect(await stored()).toBeNull();
    });
  });

  describe('at an OpenID Connect provider', () => {
    let provider: FakeProvider;
    let stet: TestService;
    beforeAll(async () => {
      provider = await startProvider();
      const oidc = { OIDC_ISSUER: provider.issuer, OIDC_AUDIENCE: 'stet', OIDC_CLIENT_ID: clientId };
      stet = await startTestService(oidc);
    });
    afterAll(async () => {
      await stet?.close();
      await provider?.close();
    });
    afterEach(() => {
      delete provider.behaviour.nonce;
      delete provider.behaviour.refuse;
    });
    const open = async (query = '') => (page = await openPage(browser, `${stet.service.url}/audit${query}`));
    const signIn = () => page.click('text=/^Sign in at 127/');

    it('comes back to the very state that was asked for, with a token that the API takes', async () => {
      await open('?newsroom=main&q=harbour');
      expect(await page.locator('#token').count()).toBe(0);
      await signIn();
      await page.waitForSelector('text=Nothing was found.');
      expect(new URL(page.url()).search).toBe('?newsroom=main&q=harbour');
      const [asked] = provider.asked;
      expect(Object.fromEntries(asked ?? [])).toMatchObject({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: `${stet.service.url}/audit`,
        code_challenge_method: 'S256',
        code_challenge: expect.stringMatching(/^[\w-]{43}$/),
        state: expect.stringMatching(/^[\w-]{43}$/),
        nonce: expect.stringMatching(/^[\w-]{43}$/),
      });
    });

    it('takes no answer that this tab did not ask for', async () => {
      await open('?code=stolen&state=forged');
      await page.waitForSelector('text=This sign-in was not begun in this tab.');
      expect(new URL(page.url()).search).toBe('');
      await signIn();
      await page.waitForSelector('text=Pick a story or article');
      await page.click('text=Sign out');
      // Begun, but not with this state.
      await page.evaluate(
        `sessionStorage.setItem('stet-sign-in', '{"state":"own","nonce":"n","verifier":"v","search":""}')`,
      );
      await page.goto(`${stet.service.url}/audit?code=stolen&state=forged`);
      await page.waitForSelector('text=This sign-in was not begun in this tab.');
      await page.goto(`${stet.service.url}/audit?code=again&state=${provider.asked.at(-1)?.get('state')}`);
      await page.waitForSelector('text=This sign-in was not begun in this tab.');
      expect(await stored()).toBeNull();
    });

    it('takes no token that was made for another request', async () => {
      provider.behaviour.nonce = 'of-somebody-else';
      await open();
      await signIn();
      await page.waitForSelector('text=The provider’s token cannot be used: it answers another request.');
      expect(await stored()).toBeNull();
    });

    it('says why the provider did not let somebody in', async () => {
      provider.behaviour.refuse = 'access_denied';
      await open();
      await signIn();
      await page.waitForSelector('text=The provider did not sign you in: access_denied.');
    });
  });
});
