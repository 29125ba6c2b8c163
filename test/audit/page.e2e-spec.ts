// The auditor's page by real use, in a headless Chromium on the real service.
import type { Browser, Page } from 'playwright-core';
import { startTestService, type TestService } from '../setup/service';
import { bringAxe, desk, describeInBrowser, openPage, phone, startBrowser, violationsIn } from './browser';
import { buildPage } from './built-page';
import { givenQuay } from './quay.fixture';

describeInBrowser('The auditor’s page', () => {
  let stet: TestService;
  let browser: Browser;
  let quay: string;
  let token: string;
  let page: Page;

  beforeAll(async () => {
    buildPage();
    [stet, browser] = await Promise.all([startTestService(), startBrowser()]);
    quay = await givenQuay(stet);
    token = (await stet.as('Iris', 'auditor')).token ?? '';
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await stet?.close();
  });
  afterEach(() => page?.close());

  const address = (query = '') => `${stet.service.url}/audit${query}`;
  const at = (query = '') => address(`?newsroom=main&article=${quay}${query}`);
  const open = async (url: string, options = {}) => (page = await openPage(browser, url, { token, ...options }));
  const told = () => page.textContent('[data-testid=told]');
  const textAt = (revision: number) => page.waitForSelector(`[data-revision="${revision}"][aria-busy=false]`);
  const query = (name: string) => new URL(page.url()).searchParams.get(name);
  const awaitQuery = (name: string, value: string) => page.waitForURL((url) => url.searchParams.get(name) === value);

  it('lets an auditor find an article by its words, and opens it at its last revision', async () => {
    await open(address());
    await page.fill('#q', 'ferries');
    await page.click('text="The quay closes in autumn"');
    await textAt(8);
    expect(await told()).toMatch(/^Revision 8 of 8: Article edited by Rob \(editor\)/);
    expect(query('article')).toBe(quay);
  });

  it('finds a story by its address', async () => {
    await open(address());
    await page.fill('#q', `${stet.service.url}/v1/main/stories/the-quay-closes`);
    await page.waitForSelector('text="The quay closes in autumn"');
  });

  it('leads to the versions that readers had, once there are any', async () => {
    await open(at('&revision=2'));
    await textAt(2);
    expect(await page.locator('text="all versions"').count()).toBe(0);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await textAt(4);
    const href = await page.getAttribute('text="all versions"', 'href');
    const { json } = await stet.reader.get(`/${href}`);
    expect(json.items.map(({ version }: { version: number }) => version)).toEqual([1, 2]);
  });

  it('replays by the arrow keys, and by the slider', async () => {
    await open(at());
    await textAt(8);
    await page.keyboard.press('ArrowLeft');
    await textAt(7);
    await page.keyboard.press('ArrowLeft');
    await textAt(6);
    await page.focus('[aria-label=Revision]');
    await page.keyboard.press('Home');
    await textAt(1);
    expect(await page.getAttribute('[aria-label=Revision]', 'aria-valuetext')).toMatch(
      /^Revision 1 of 8: Article drafted by Ana/,
    );
    await page.keyboard.press('ArrowRight');
    await textAt(2);
    const box = await page.locator('[aria-label=Revision]').boundingBox();
    if (!box) throw new Error('no slider');
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + 12 + (box.width - 24) / 7, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 4, middle, { steps: 4 });
    await page.mouse.up();
    await textAt(8);
  });

  it('plays by itself to the last revision, and from there from the first', async () => {
    await open(at('&revision=6'));
    await textAt(6);
    await page.click('[aria-label=Play]');
    await textAt(8);
    await page.click('[aria-label=Play]');
    await textAt(1);
    await page.click('[aria-label=Pause]');
  });

  it('has a permalink for each state, and the browser’s back leads to the one before', async () => {
    await open(at('&revision=3'));
    await textAt(3);
    await page.keyboard.press('ArrowRight');
    await awaitQuery('revision', '4');
    await page.check('text=Redline');
    await page.waitForSelector('[data-redline="3-4"]');
    expect([query('revision'), query('from')]).toEqual(['4', '3']);
    await page.reload();
    await page.waitForSelector('[data-redline="3-4"]');
    await page.goBack();
    await textAt(4);
    await page.goBack();
    await textAt(3);
    await page.goForward();
    await textAt(4);
  });

  it('draws a redline between any two revisions, word by word, and warns of a claim that changed', async () => {
    await open(at('&revision=7&from=3'));
    await page.waitForSelector('[data-redline="3-7"][aria-busy=false]');
    expect(await page.textContent('.row.changed del')).toContain('spring');
    expect(await page.textContent('.row.changed ins')).toContain('autumn');
    expect(await page.textContent('.claims')).toContain('@survey');
    await page.fill('input[type=number]', '6');
    await page.waitForSelector('[data-redline="6-7"]');
    await page.click('text="what readers see"');
    await page.waitForSelector('text="What readers see (version 2) to revision 7"');
  });

  it('tells of a sentence who wrote it, when, why and on which source, to whoever points at it', async () => {
    await open(at());
    await textAt(8);
    await page.hover('.sentence >> text=closes in autumn');
    const behind = page.locator('.provenance');
    await behind.locator('text=date was wrong').waitFor();
    expect(await behind.textContent()).toMatch(/Ana \(editor\).*revision 5/);
    expect(await behind.textContent()).toContain('Mira Holt. Survey of the northern quay. Harbour board. 2026-03-02');
    expect(await page.textContent('.citations .cited')).toContain('@survey');
    await page.hover('.sentence >> text=Ferries move');
    await behind.locator('text=it cites none').waitFor();
    expect(await behind.textContent()).toContain('revision 1');
    expect(await page.locator('.citations .cited').count()).toBe(0);
  });

  it('tells it to whoever taps it, or walks there with the keys, and keeps it in the address', async () => {
    await open(at(), { viewport: phone, hasTouch: true, isMobile: true });
    await textAt(8);
    await page.tap('.sentence >> text=Repairs take five');
    await page.locator('.provenance.chosen >> text=the engineer rang back').waitFor();
    await page.reload();
    await page.locator('.provenance.chosen >> text=the engineer rang back').waitFor();
    await page.focus('.sentence[aria-pressed=true]');
    await page.keyboard.press('ArrowUp');
    await page.locator('.provenance.chosen >> text=From the harbour board').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.locator('.provenance.chosen >> text=date was wrong').waitFor();
    await page.tap('text="Close"');
    await page.waitForSelector('.provenance:not(.chosen)');
    await page.tap('.sentence >> text=Ferries move');
    await page.waitForSelector('.provenance.chosen');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.provenance:not(.chosen)');
  });

  it('shows only what a person did, and steps through that alone', async () => {
    await open(at());
    await textAt(8);
    await page.selectOption('text=Person', 'ana');
    await page.waitForSelector('text="4 revisions of 8 shown"');
    await page.keyboard.press('ArrowLeft');
    await textAt(6);
    await page.keyboard.press('ArrowLeft');
    await textAt(5);
    await page.selectOption('text=Type', 'article-published');
    await page.waitForSelector('text="1 revision of 8 shown"');
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect([query('actor'), query('type')]).toEqual(['ana', 'article-published']);
  });

  it('marks versions and corrections on the timeline, and goes where it is clicked', async () => {
    await open(at());
    await textAt(8);
    expect(await page.locator('.mark text').allTextContents()).toEqual(['v1', '◆ v2']);
    expect(await page.getAttribute('.chart svg', 'aria-label')).toMatch(
      /8 revisions: 2 versions, 1 of them corrections/,
    );
    await page.click('.chart', { position: { x: 5, y: 60 } });
    await textAt(1);
    await page.check('text=Real time');
    await awaitQuery('scale', 'time');
  });

  it('shows the text as text, whatever was pasted into it', async () => {
    await open(at());
    await textAt(8);
    expect(await page.textContent('.body')).toContain(
      '<img src=x onerror="document.title=1"> & <script>alert(1)</script>',
    );
    expect(await page.locator('.body :is(img, script)').count()).toBe(0);
  });

  it('prints what was looked at and where it is found, without the controls', async () => {
    await open(at('&revision=5'));
    await textAt(5);
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('.only-print')).toBe(true);
    expect(await page.textContent('[data-testid=permalink]')).toBe(page.url());
    const sheet = (await page.textContent('.sheet')) ?? '';
    expect(sheet).toMatch(new RegExp(`newsroom main · article ${quay} · revision 5 · log position 5`));
    expect(sheet).toMatch(/Leaf [0-9a-f]{64}.*Printed .* UTC by Iris/);
    for (const control of ['.replay', '.filters', '.comparison', '.top', 'text="link to this state"'])
      expect(await page.isVisible(control)).toBe(false);
    for (const content of ['.text', '.citations', 'table', '.chart']) expect(await page.isVisible(content)).toBe(true);
    const inks = `['--ink', '--accent', '--p0', '--ins'].map((name) => getComputedStyle(document.body).getPropertyValue(name))`;
    const light = await page.evaluate(inks);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate(inks)).toEqual(light);
  });

  it('is within the screen, and without a fault that axe finds, on phone and desk, in light and dark', async () => {
    const chosen = '&revision=7&sentence=1';
    for (const state of [address(), at(chosen), at('&revision=7&from=3')]) {
      for (const viewport of [phone, desk]) {
        await open(state, { viewport, colorScheme: 'light', bypassCSP: true });
        await page.waitForSelector('.found li, [data-revision="7"] .sentence, [data-redline="3-7"]');
        await bringAxe(page);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          expect(await violationsIn(page)).toEqual([]);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
          await look(
            `${colorScheme}-${viewport.width}-${state.includes('from') ? 'redline' : state.includes('quay') || state.includes('article=') ? 'text' : 'picker'}`,
          );
        }
        await page.close();
      }
    }
  }, 120_000);

  /** With STET_SCREENSHOTS set: so that somebody can look. */
  const look = async (name: string) => {
    const folder = process.env['STET_SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: `${folder}/audit-${name}.png`, fullPage: true });
  };
});
