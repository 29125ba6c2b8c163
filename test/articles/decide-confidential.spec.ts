// Confidential sources, as the newsroom decides about them.
import { runChecks } from '../../src/articles/checks/all-checks';
import { articleView } from '../../src/articles/article-view';
import { approvalOf, describedSource } from '../../src/articles/confidential-source';
import { approveSource, revealIdentity } from '../../src/articles/decide-confidential';
import { changeCitation, type CitationChange } from '../../src/articles/decide-citations';
import { restoreContent } from '../../src/articles/decide-restore';
import { deskOf } from '../../src/articles/desk-of';
import { sourceIdOf } from '../../src/articles/source-id';
import type { Article } from '../../src/articles/article';
import type { Told } from '../../src/articles/events';
import { after, ana, ben, cleo, drafted, refusal, settings } from './given';

const [first, second] = ['01934567-89ab-7cde-8f01-00000000000a', '01934567-89ab-7cde-8f01-00000000000b'];
const cited = (id = first, description = 'A clerk') => ({
  key: 'clerk',
  source: describedSource(description),
  confidential: { id, description, reason: 'Would lose the post' },
});
const draft = () => drafted('It leaked [@clerk].\n', { citations: [cited()] });
const approve = (article: Article, told: Told = ben) =>
  after(article, approveSource(article, { key: 'clerk', reason: 'I know who it is' }, told, {}));
const change = (article: Article, changed: CitationChange, told: Told = ana) =>
  after(article, changeCitation(article, { key: 'clerk', change: changed }, told, {}));
const codes = (article: Article) =>
  runChecks(article.content, deskOf(article, settings())).findings.map(({ code }) => code);
const unapproved = 'confidential-source-unapproved';

describe('a confidential source', () => {
  it('counts as a source, and stands in the way of publishing until another person approves it', () => {
    const article = draft();
    expect(codes(article)).toEqual([unapproved]);
    expect(codes(approve(article))).toEqual([]);
  });

  it('is found where it is mentioned, and in the list where it is not', () => {
    const where = (body: string) => runChecks(drafted(body, { citations: [cited()] }).content).findings[0]?.where;
    expect(where('It leaked [@clerk].\n')).toMatchObject({ member: 'body', line: 1, key: 'clerk' });
    expect(where('It leaked.\n')).toMatchObject({ member: 'citations', key: 'clerk' });
  });

  it('is not approved by who gave it', () => {
    const article = draft();
    expect(refusal(() => approve(article, ana))?.code).toBe('forbidden');
  });

  it('is approved once', () => {
    const article = approve(draft());
    expect(approveSource(article, { key: 'clerk', reason: 'So do I' }, cleo, {})).toEqual([]);
  });

  it('has to be approved again when it is another, and when readers are told another description', () => {
    const article = approve(draft());
    expect(codes(change(article, { confidential: { id: second } }))).toEqual([unapproved]);
    expect(codes(change(article, { confidential: { description: 'A minister' } }))).toEqual([unapproved]);
    expect(codes(change(article, { confidential: { reason: 'Fears for a job' } }))).toEqual([]);
  });

  it('is not approved by who described it, nor by who gave the identity before', () => {
    const described = change(draft(), { confidential: { description: 'A minister' } }, ben);
    expect(refusal(() => approve(described, ben))?.code).toBe('forbidden');
    expect(refusal(() => approve(described, ana))?.code).toBe('forbidden');
    expect(codes(approve(described, cleo))).toEqual([]);
  });

  it('is approved still when an earlier revision comes back', () => {
    const article = approve(draft());
    const changed = change(article, { confidential: { description: 'A minister' } });
    const back = after(changed, restoreContent(changed, { revision: 2, content: article.content }, ben));
    expect(codes(back)).toEqual([]);
  });

  it('becomes a named one, and a named one confidential', () => {
    const named = change(draft(), { source: { type: 'book', title: 'Minutes' } });
    expect(named.content.citations).toEqual([{ key: 'clerk', source: { type: 'book', title: 'Minutes' } }]);
    expect(refusal(() => change(named, { confidential: { description: 'A', reason: 'B' } }))?.members).toMatchObject({
      errors: [{ path: 'confidential.identity' }],
    });
    const confidential = { id: second, description: 'A', reason: 'B' };
    expect(change(named, { confidential }).content.citations[0]).toMatchObject({ confidential });
  });

  it('is not named and confidential at once', () => {
    const both = { source: { type: 'book', title: 'Minutes' }, confidential: { description: 'A' } };
    expect(refusal(() => change(draft(), both))?.code).toBe('validation-failed');
    const asRead = { source: describedSource('A clerk'), confidential: { description: 'A clerk', reason: 'Other' } };
    expect(change(draft(), asRead).content.citations[0]?.confidential).toMatchObject({ id: first, reason: 'Other' });
  });

  it('is the same source nowhere else, whatever its description', () => {
    const [one, other] = [cited(first), { ...cited(second), key: 'other' }];
    expect(sourceIdOf(one)).not.toBe(sourceIdOf(other));
    expect(codes(drafted('It leaked [@clerk] [@other].\n', { citations: [one, other] }))).not.toContain(
      'duplicate-source',
    );
  });

  it('tells by whom and when it was approved', () => {
    const view = (article: Article) => articleView(article).citations[0]?.confidential;
    expect(view(draft())).toEqual({ ...cited().confidential, approved: false });
    expect(view(approve(draft()))).toMatchObject({ approved: true, approvedBy: { id: 'ben', name: 'Ben' } });
  });
});

describe('a revelation', () => {
  it('is an event each time, and changes neither content nor what is told of the time', () => {
    const article = approve(draft());
    const events = revealIdentity(article, { key: 'clerk', reason: 'Counsel asks' }, cleo, {});
    expect(events).toMatchObject([{ type: 'source-identity-revealed', confidential: first, reason: 'Counsel asks' }]);
    const later = after(article, events);
    expect(later).toEqual({ ...article, revision: article.revision + 1, position: article.position + 1 });
  });

  it('is refused where the source is named', () => {
    const article = drafted('It leaked [@a].\n', { citations: [{ key: 'a', source: { type: 'book', title: 'B' } }] });
    expect(refusal(() => revealIdentity(article, { key: 'a', reason: 'r' }, cleo, {}))?.code).toBe('not-found');
    expect(refusal(() => revealIdentity(article, { key: 'b', reason: 'r' }, cleo, {}))?.code).toBe('not-found');
  });

  it('of the approval of an identity that the citation no longer has approves nothing', () => {
    const article = draft();
    const [event] = approveSource(article, { key: 'clerk', reason: 'r' }, ben, {});
    const replaced = change(article, { confidential: { id: second } });
    const { confidential } = cited(second);
    expect(event && approvalOf(after(replaced, [event]).confidences, confidential)).toBeUndefined();
  });
});
