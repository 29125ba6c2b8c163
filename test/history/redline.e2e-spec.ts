// The redline in a real browser: accessible by axe, without script, within the screen. Needs a Chromium (CHROMIUM, or where
// Debian puts it) and is skipped by name where there is none.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { redlinePage, redlinePolicy } from '../../src/history/redline-page';
import { hostile } from '../stories/hostile.fixture';
import { aDiff, hostileDiff } from './redline.fixture';

const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const axePath = createRequire(__filename).resolve('axe-core/axe.min.js');
const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

(existsSync(executablePath) ? describe : describe.skip)('A redline in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  }, 60_000);
  afterAll(() => browser?.close());

  async function open(html: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
    const page = await browser.newPage({ viewport: phone, ...options });
    const headers = { 'content-security-policy': redlinePolicy };
    await page.route('**/*', (route) =>
      route.request().url() === 'https://desk.example/'
        ? route.fulfill({ body: html, contentType: 'text/html; charset=utf-8', headers })
        : route.abort(),
    );
    await page.goto('https://desk.example/');
    return page;
  }

  it('has no fault that axe finds, on phone and desk, in light and dark', async () => {
    for (const viewport of [phone, desk]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open(redlinePage(aDiff()), { viewport, colorScheme, bypassCSP: true });
        await page.addScriptTag({ path: axePath });
        const run = "axe.run({ rules: { 'color-contrast-enhanced': { enabled: true } } })";
        const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(run);
        expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
        await page.close();
      }
    }
  }, 120_000);

  it('has its style sheet let in by its own policy, and fits a phone', async () => {
    const page = await open(redlinePage(aDiff()));
    const style = "getComputedStyle(document.querySelector('ins')).textDecorationLine";
    expect(await page.evaluate(style)).toBe('underline');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    await page.close();
  });

  it('says in words and by line what colour says, on screen and in print', async () => {
    const page = await open(redlinePage(aDiff()));
    for (const media of ['screen', 'print'] as const) {
      await page.emulateMedia({ media });
      const lines = await page.evaluate<string[]>(
        "[...document.querySelectorAll('.block ins, .block del')].map((e) => e.localName + ' ' + getComputedStyle(e).textDecorationLine)",
      );
      expect(new Set(lines)).toEqual(new Set(['ins underline', 'del line-through']));
    }
    const tree = await page.locator('main').ariaSnapshot();
    expect(tree).toMatch(/deletion: .*deleted: forty end of deletion/);
    expect(tree).toMatch(/insertion: .*inserted: fifty end of insertion/);
    await page.close();
  });

  it('leads from where a block was to where it is, and back', async () => {
    const page = await open(redlinePage(aDiff()));
    await page.click('a[href^="#moved-to"]');
    expect(await page.evaluate("document.querySelector(':target').textContent")).toContain('A second ferry');
    await page.click(':target a[href^="#moved-from"]');
    expect(await page.evaluate("document.querySelector(':target').textContent")).toContain('Moved from here');
    await page.close();
  });

  it('runs and shows nothing of what was pasted but its letters, even where no policy forbids it', async () => {
    const page = await browser.newPage();
    const ran: string[] = [];
    page.on('dialog', (dialog) => {
      ran.push(dialog.message());
      void dialog.dismiss();
    });
    await page.route('**/*', (route) => route.abort());
    for (const [, pasted] of hostile) {
      await page.setContent(redlinePage(hostileDiff(pasted)), { waitUntil: 'load' });
      const found = await page.evaluate<string[]>(`[
        ...document.querySelectorAll('script, iframe, object, embed, form, input, svg, math, base, link, img, body style, meta[http-equiv]'),
        ...[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on|^src|^style/.test(a.name))),
        ...[...document.querySelectorAll('a')].filter((a) => !/^#moved-(to|from)-\\d+$/.test(a.getAttribute('href'))),
        ...[...document.querySelectorAll('main')].slice(1),
      ].map((e) => e.outerHTML)`);
      expect([pasted, found]).toEqual([pasted, []]);
    }
    expect(ran).toEqual([]);
    await page.close();
  }, 60_000);

  it('can be looked at', async () => {
    const folder = process.env['STET_SCREENSHOTS'];
    if (folder === undefined) return;
    for (const [name, viewport] of Object.entries({ phone, desk })) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await open(redlinePage(aDiff()), { viewport, colorScheme });
        await page.screenshot({ path: `${folder}/redline-${name}-${colorScheme}.png`, fullPage: true });
        await page.close();
      }
    }
  });
});
