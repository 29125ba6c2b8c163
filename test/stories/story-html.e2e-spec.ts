// The page in a real browser: accessible by axe, without script, within the screen. Needs a Chromium (CHROMIUM, or where
// Debian puts it) and is skipped by name where there is none.
import type { Browser, Page } from 'playwright-core';
import { contentSecurityPolicy } from '../../src/stories/served-story';
import { storyAsHtml } from '../../src/stories/story-html';
import { desk, describeInBrowser, phone, startBrowser, violationsIn, violationsOf } from '../audit/browser';
import { hostile } from './hostile.fixture';
import { aStory } from './story.fixture';

const long = aStory({
  body: `${aStory().body}\n\n### ${'Longwordwithoutaplacetobreak'.repeat(4)}\n\n> Quoted [@survey]\n\n\`\`\`\n${'code '.repeat(60)}\n\`\`\`\n\n| ${'column | '.repeat(14)}\n| ${'--- | '.repeat(14)}\n| ${'cell | '.repeat(14)}\n\n![](media:quay) and <b>bold`,
  corrections: [
    { kind: 'correction', note: 'The quay is forty metres long, not fifty.', at: '2026-11-25T08:00:00.000Z' },
  ],
  updatedAt: '2026-11-25T08:00:00.000Z',
});
const arabic = aStory({
  language: 'ar',
  headline: 'إغلاق الرصيف',
  standfirst: null,
  body: 'أغلق الميناء الرصيف [@gauge].',
  tags: [],
});
const withdrawn = aStory({
  standfirst: null,
  body: '',
  sources: [],
  retraction: { notice: 'The survey was of another quay.', at: '2026-11-26T08:00:00.000Z' },
});
const corrected = aStory({
  corrections: [
    { kind: 'update', note: 'Now with what the harbour office says.', at: '2026-11-24T14:00:00.000Z' },
    {
      kind: 'correction',
      note: 'The quay is forty metres long. An earlier version said fifty.\n\nWe took the figure from an old chart.',
      at: '2026-11-25T08:00:00.000Z',
    },
    { kind: 'clarification', note: 'Boats may moor, but only by day.', at: '2026-11-25T17:20:00.000Z' },
    { kind: 'editors-note', note: 'The office disputes the survey; we stand by it.', at: '2026-11-26T08:00:00.000Z' },
  ],
  updatedAt: '2026-11-26T08:00:00.000Z',
});
const withdrawnWithText = { ...corrected, retraction: withdrawn.retraction };
const bare = aStory({
  standfirst: null,
  category: null,
  byline: [],
  dateline: null,
  tags: [],
  sources: [],
  body: 'Text.',
});

describeInBrowser('A story in a browser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  }, 60_000);
  afterAll(() => browser?.close());

  const open = async (html: string, options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> => {
    const page = await browser.newPage({ viewport: phone, ...options });
    await page.route('**/*', (route) =>
      route.request().url() === 'https://stories.example/'
        ? route.fulfill({
            body: html,
            contentType: 'text/html; charset=utf-8',
            headers: { 'content-security-policy': contentSecurityPolicy },
          })
        : route.abort(),
    );
    await page.goto('https://stories.example/');
    return page;
  };
  const pageOf = (story: Parameters<typeof storyAsHtml>[0], options = {}): Promise<Page> =>
    open(storyAsHtml(story).bytes.toString(), options);

  it.each([
    ['as usual', aStory()],
    ['with everything in it', long],
    ['in Arabic', arabic],
    ['in Dutch', aStory({ language: 'nl' })],
    ['in a language that has no words of ours', aStory({ language: 'fi' })],
    ['corrected', corrected],
    ['corrected in a language that has no words of ours', { ...corrected, language: 'fi' }],
    ['retracted', withdrawn],
    ['retracted with its text kept', withdrawnWithText],
    ['retracted in Arabic', { ...arabic, retraction: withdrawn.retraction }],
    ['with nothing but text', bare],
  ])(
    '%s has no fault that axe finds, on phone and desk, in light and dark',
    async (_how, story) => {
      const page = await pageOf(story, { viewport: phone, colorScheme: 'light', bypassCSP: true });
      expect(await violationsOf(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violationsIn(page)).toEqual([]);
      await page.setViewportSize(desk);
      expect(await violationsIn(page)).toEqual([]);
      await page.close();
    },
    120_000,
  );

  it('fits a phone: nothing but code and tables scrolls sideways', async () => {
    const page = await pageOf(long);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(phone.width);
    await page.close();
  });

  it('leads from a citation to its source and back', async () => {
    const page = await pageOf(aStory());
    await page.click('a[role=doc-noteref] >> nth=1');
    expect(page.url()).toMatch(/#source-2$/);
    await page.click('#source-2 a[role=doc-backlink]');
    expect(page.url()).toMatch(/#citation-2$/);
    const targets = await page.evaluate<number>(
      '[...document.querySelectorAll("a[href^=\\"#\\"]")].filter((a) => !document.querySelector(a.getAttribute("href"))).length',
    );
    expect(targets).toBe(0);
    await page.close();
  });

  it('leads from the line near its top to the notes', async () => {
    const page = await pageOf(corrected);
    await page.click('.amended a');
    expect(page.url()).toMatch(/#corrections$/);
    expect(await page.evaluate('document.querySelector(":target").textContent')).toBe('Corrections and clarifications');
    await page.close();
  });

  it('shows a retraction before anything else that can be seen below its heading', async () => {
    const page = await pageOf(withdrawnWithText);
    const above = '[...document.querySelectorAll("article *")].filter((e) => e.getBoundingClientRect().bottom < top)';
    const names = await page.evaluate(
      `(() => { const top = document.querySelector("[role=note]").getBoundingClientRect().top; return ${above}.map((e) => e.className || e.localName) })()`,
    );
    expect(names).toEqual(['category', 'h1', 'retracted']);
    await page.close();
  });

  it('runs nothing of what was pasted, even where no policy forbids it', async () => {
    const body = hostile.map(([, markdown]) => `${markdown}\n\nBetween.\n`);
    const pages = [body.join('\n'), ...body];
    const page = await browser.newPage();
    const ran: string[] = [];
    page.on('dialog', (dialog) => {
      ran.push(dialog.message());
      void dialog.dismiss();
    });
    await page.route('**/*', (route) => route.abort());
    for (const pasted of pages) {
      await page.setContent(storyAsHtml(aStory({ body: pasted })).bytes.toString(), { waitUntil: 'load' });
      const found = await page.evaluate<string[]>(`[
        ...document.querySelectorAll('body script, iframe, object, embed, form, input, svg, math, base, body link, body style, meta[http-equiv]'),
        ...document.querySelectorAll('head > script:not([type="application/ld+json"]), head > link:not([rel=canonical], [rel=alternate])'),
        ...[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => /^on/.test(a.name))),
        ...[...document.querySelectorAll('a[href]')].filter((a) => !['https:', 'http:', 'mailto:', 'about:'].includes(a.protocol)),
        ...[...document.querySelectorAll('main')].slice(1),
        ...[...document.querySelectorAll('#source-1')].slice(1),
      ].map((e) => e.outerHTML)`);
      expect(found).toEqual([]);
      expect(await page.evaluate('document.querySelector("article > section > ol > li")?.id')).toBe('source-1');
    }
    expect(ran).toEqual([]);
    await page.close();
  }, 60_000);

  it('can be looked at', async () => {
    const folder = process.env['STET_SCREENSHOTS'];
    if (folder === undefined) return;
    const stories = Object.entries({ long, corrected, withdrawn, withdrawnWithText });
    const shots = stories.flatMap(([what, story]) =>
      Object.entries({ phone, desk }).flatMap(([where, viewport]) =>
        (['light', 'dark'] as const).map((colorScheme) => ({ what, story, where, viewport, colorScheme })),
      ),
    );
    for (const { what, story, where, viewport, colorScheme } of shots) {
      const page = await pageOf(story, { viewport, colorScheme });
      await page.screenshot({ path: `${folder}/${what}-${where}-${colorScheme}.png`, fullPage: true });
      await page.close();
    }
  }, 60_000);
});
