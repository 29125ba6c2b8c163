import { redlinePage } from '../../src/history/redline-page';
import { segmentsAsHtml } from '../../src/history/redline-words';
import { aDiff } from './redline.fixture';

describe('the words of a redline', () => {
  it('are letters, never elements', () => {
    const html = segmentsAsHtml([{ op: 'equal', text: '<b onclick="x">&amp;' }]);
    expect(html).toBe('&lt;b onclick=&quot;x&quot;&gt;&amp;amp;');
  });

  it('show by its code what nobody sees or what turns the line around, but keep joiners and tabs', () => {
    const code = (of: string) => `<span class="unseen">${of}</span>`;
    const html = segmentsAsHtml([{ op: 'equal', text: 'a\u202Eb\u200Bc\u0007d\tپ\u200Cی' }]);
    expect(html).toBe(`a${code('U+202E')}b${code('U+200B')}c${code('U+0007')}d\tپ\u200Cی`);
  });

  it('say in words where an insertion or a deletion begins and ends, line ends too', () => {
    const spoken = (op: 'insert' | 'delete') =>
      segmentsAsHtml([{ op, text: 'old\n' }])
        .replace(/<[^>]+>/g, '')
        .trim();
    expect(spoken('delete')).toBe('[deleted: old¶ line break \n end of deletion]');
    expect(spoken('insert')).toBe('[inserted: old¶ line break \n end of insertion]');
  });
});

describe('a redline', () => {
  it('warns of claims that changed under an unchanged citation, before anything else', () => {
    const page = redlinePage(aDiff());
    expect(page.indexOf('Warning: claims changed')).toBeLessThan(page.indexOf('<h2>Members'));
    expect(page.indexOf('Warning: claims changed')).toBeGreaterThan(0);
  });

  it('of two equal revisions has their text and no change', () => {
    const { from } = aDiff();
    const page = redlinePage(aDiff(from.content, from.content));
    expect(page).toContain('Nobody on board');
    expect(page).not.toMatch(/Warning|<h2>(Members|Citations)|class="block changed"/);
  });
});
