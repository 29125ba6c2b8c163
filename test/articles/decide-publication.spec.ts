import {
  candidateOfSchedule,
  admitToSchedule,
  publicationMissed,
  publicationScheduled,
} from '../../src/articles/decide-schedule';
import { admitToTakedown } from '../../src/articles/decide-takedown';
import { restoreContent } from '../../src/articles/decide-restore';
import { versionPublished } from '../../src/articles/version-published';
import type { Article } from '../../src/articles/article';
import { bodyText } from '../../src/text/body';
import { runChecks } from '../../src/articles/checks/all-checks';
import { deskOf } from '../../src/articles/desk-of';
import {
  after,
  ana,
  ben,
  cleo,
  correction,
  drafted,
  edited,
  noon,
  publication,
  published,
  refusal,
  settings,
  type Asking,
} from './given';

const text = 'The lock opens at noon.\n\nBoats waited a year.\n';
const corrected = 'The lock opens at one.\n\nBoats waited a year.\n';
const source = { type: 'webpage', title: 'Timetable', URL: 'https://locks.example/' };
const body = (article: Article): string => bodyText(article.content.body);
const shown = ({ publication: live }: Article): string => bodyText(live?.content.body ?? []);
const codes = (article: Article): string[] =>
  runChecks(article.content, deskOf(article, settings())).findings.map(({ code }) => code);

describe('a version after the first', () => {
  const live = published(drafted(text));
  const next = edited(live, { body: corrected });

  it('says what changed', () => {
    expect(refusal(() => publication(next))?.code).toBe('change-required');
    expect(published(next, { change: correction('It opens at one, not at noon.') })).toMatchObject({
      status: 'published',
      nextStatus: null,
      publication: { version: 2, changes: [{ kind: 'correction', note: 'It opens at one, not at noon.', at: noon }] },
    });
  });

  it('of kind update or refile is an update, of any other a correction', () => {
    const typeOf = (kind: 'update' | 'refile' | 'clarification' | 'reply') =>
      publication(next, { change: { kind, note: 'So it is.' } }).type;
    expect([typeOf('update'), typeOf('refile')]).toEqual(['article-updated', 'article-updated']);
    expect([typeOf('clarification'), typeOf('reply')]).toEqual(['article-corrected', 'article-corrected']);
  });

  it('that was merely filed again is not told to readers', () => {
    expect(published(next, { change: { kind: 'refile', note: 'Typo' } }).publication?.changes).toEqual([]);
  });

  it('is the only one that can have changed', () => {
    expect(refusal(() => publication(drafted(text), { change: correction('x') }))).toMatchObject({
      code: 'validation-failed',
    });
  });

  it('keeps the time of the first and shows its own', () => {
    const at = '2026-11-25T12:00:00.000Z';
    expect(published(next, { at, change: correction('x') }).publication).toMatchObject({
      publishedAt: noon,
      updatedAt: at,
    });
  });
});

describe('a correction of the live story alone', () => {
  const halfWritten = `${text}\nMore follows in sum`;
  const live = edited(published(drafted(text)), { body: halfWritten });
  const asked: Asking = { change: correction('It opens at one, not at noon.'), edit: { members: {}, body: corrected } };

  it('is published without the half-written update, and merged into the working copy', () => {
    const next = published(live, asked);
    expect(shown(next)).toBe(corrected);
    expect(body(next)).toBe(`${corrected}\nMore follows in sum`);
    expect(next).toMatchObject({ status: 'published', nextStatus: 'draft', notCarried: [] });
    expect(next.contributors.map(({ id }) => id)).toContain('ben');
  });

  it('makes a clean working copy the story again', () => {
    const next = published(published(drafted(text)), asked);
    expect([shown(next), body(next), next.nextStatus]).toEqual([corrected, corrected, null]);
  });

  it('of a headline alone leaves the text', () => {
    const next = published(live, { ...asked, edit: { members: { headline: 'The lock opens at one' } } });
    expect(next.publication?.content.headline).toBe('The lock opens at one');
    expect([next.content.headline, body(next)]).toEqual(['The lock opens at one', halfWritten]);
  });

  it('may change nothing but add a note', () => {
    const next = published(live, {
      change: { kind: 'editors-note', note: 'The operator disputes this.' },
      edit: { members: {} },
    });
    expect([shown(next), body(next)]).toEqual([text, halfWritten]);
    expect(next.publication?.version).toBe(2);
  });

  it('that does not merge leaves the working copy, with an error until the passage is edited', () => {
    const other = edited(live, { body: text.replace('at noon', 'at midnight') });
    const next = published(other, asked);
    expect(shown(next)).toBe(corrected);
    expect(body(next)).toBe(text.replace('at noon', 'at midnight'));
    expect(codes(next)).toContain('correction-not-carried');
    const change = { kind: 'update', note: 'More.' } as const;
    expect(refusal(() => publication(next, { change }))?.code).toBe('checks-failed');
    const mended = edited(next, { body: text.replace('at noon', 'at one at night') });
    expect(codes(mended)).not.toContain('correction-not-carried');
    expect(refusal(() => publication(mended, { change }))).toBeUndefined();
  });

  it('takes along a source that only the working copy has yet', () => {
    const citation = { key: 'table', source };
    const cited = after(live, [{ type: 'citation-added', ...ben, citation }]);
    const edit = { members: {}, body: corrected.replace('at one.', 'at one [@table].') };
    const next = published(cited, { ...asked, edit });
    expect(next.publication?.content.citations).toEqual([citation]);
  });

  it('needs a live story', () => {
    expect(refusal(() => publication(drafted(text), { edit: { members: {}, body: corrected } }))?.code).toBe(
      'invalid-transition',
    );
  });

  it('is for the standards desk where approval is required', () => {
    const strict = settings({ review: 'required' });
    expect(refusal(() => publication(live, { ...asked, settings: strict }))?.code).toBe('forbidden');
    expect(refusal(() => publication(live, { ...asked, settings: strict, told: cleo }))).toBeUndefined();
  });

  it('leaves a review that is under way where it does not touch it', () => {
    const submitted = after(live, [{ type: 'article-submitted', ...ana }]);
    expect(published(submitted, asked).nextStatus).toBe('submitted');
    const approved = after(submitted, [
      { type: 'article-approved', ...ben, as: 'desk', content: submitted.contentRevision },
    ]);
    expect(published(approved, asked)).toMatchObject({ nextStatus: 'draft', approvals: [] });
  });
});

describe('waivers', () => {
  const unsourced = drafted('It rose [@1].\n', { citations: [{ key: '1', source: null }] });
  const all = ['citation-unresolved', 'source-list-empty'].map((code) => ({ code, reason: 'Known to the desk' }));

  it('let errors pass for standards, with their reasons in the event', () => {
    expect(refusal(() => publication(unsourced))?.code).toBe('checks-failed');
    expect(refusal(() => publication(unsourced, { waive: all }))?.code).toBe('forbidden');
    expect(publication(unsourced, { waive: [...all, { code: 'body-empty', reason: 'x' }], told: cleo })).toMatchObject({
      waived: all,
    });
  });

  it('are for whom the settings name', () => {
    const given = settings({ waivers: { 'citation-unresolved': 'editor', 'source-list-empty': 'nobody' } });
    expect(refusal(() => publication(unsourced, { waive: all, told: cleo, settings: given }))?.code).toBe('forbidden');
    expect(refusal(() => publication(unsourced, { waive: all.slice(0, 1), settings: given }))).toMatchObject({
      code: 'checks-failed',
      members: { findings: [{ code: 'source-list-empty' }] },
    });
  });

  it('never lift an embargo', () => {
    const embargo = { until: '2026-11-25T00:00:00Z', reason: 'Agreed' };
    const held = edited(drafted(text), { members: { embargo } });
    const waive = [{ code: 'embargoed', reason: 'x' }];
    expect(refusal(() => publication(held, { waive, told: cleo }))).toMatchObject({
      code: 'embargoed',
      members: { embargo },
    });
    expect(refusal(() => publication(held, { at: '2026-11-25T00:00:00.000Z' }))).toBeUndefined();
  });

  it('are not needed for what the newsroom calls a warning', () => {
    const mild = settings({ severities: { 'citation-unresolved': 'warning', 'source-list-empty': 'off' } });
    expect(refusal(() => publication(unsourced, { settings: mild }))).toBeUndefined();
  });
});

describe('a scheduled publication', () => {
  const at = '2026-11-24T18:00:00.000Z';
  const terms = (article: Article) => ({
    precondition: { baseRevision: article.revision },
    told: ben,
    settings: settings(),
    at,
    now: noon,
  });
  const scheduled = (article: Article, asked: Asking = {}): Article => {
    const candidate = admitToSchedule(article, { waive: [], ...asked }, terms(article));
    return after(article, [publicationScheduled(article, candidate, { at, slug: 'the-lock-opens' }, ben)]);
  };
  const carriedOut = (article: Article, rules = settings()): Article => {
    if (!article.schedule) throw new Error('nothing is scheduled');
    const candidate = candidateOfSchedule(article, article.schedule, rules, at);
    const publishing = { slug: 'the-lock-opens', publishedAt: at, scheduled: at, served: {} };
    return after(article, [versionPublished(candidate, publishing, ben)]);
  };

  it('is of the content that was pinned, whatever was edited since', () => {
    const pinned = scheduled(drafted(text));
    expect(pinned.status).toBe('scheduled');
    const moved = edited(pinned, { body: corrected });
    expect(moved.status).toBe('scheduled');
    const live = carriedOut(moved);
    expect([shown(live), body(live)]).toEqual([text, corrected]);
    expect(live).toMatchObject({ status: 'published', nextStatus: 'draft', schedule: null });
  });

  it('leaves nothing to do where nothing was edited', () => {
    expect(carriedOut(scheduled(drafted(text)))).toMatchObject({ status: 'published', nextStatus: null });
  });

  it('taken back is approved again, or a draft where it was edited', () => {
    const pinned = scheduled(drafted(text));
    const taken = { type: 'publication-unscheduled', ...ben, reason: 'Later' } as const;
    expect(after(pinned, [taken]).status).toBe('approved');
    expect(after(edited(pinned, { body: corrected }), [taken]).status).toBe('draft');
  });

  it('is not made for a time that has passed, nor for one under embargo', () => {
    const draft = drafted(text);
    const past = { ...terms(draft), at: noon };
    expect(refusal(() => admitToSchedule(draft, { waive: [] }, past))).toMatchObject({
      code: 'validation-failed',
      members: { errors: [{ path: 'at' }] },
    });
    const held = edited(draft, { members: { embargo: { until: '2026-11-24T19:00:00Z' } } });
    expect(refusal(() => scheduled(held))?.code).toBe('embargoed');
  });

  it('is judged anew at its time: checks, embargo, approvals', () => {
    const pinned = scheduled(drafted(text));
    const schedule = pinned.schedule ?? undefined;
    expect(schedule).toBeDefined();
    const strict = settings({ severities: { 'uncited-figure': 'error' } });
    expect(refusal(() => carriedOut(scheduled(drafted('It rose by 40 percent.\n')), strict))?.code).toBe(
      'checks-failed',
    );
    const held = edited(pinned, { members: { embargo: { until: '2026-11-24T19:00:00Z' } } });
    expect(refusal(() => carriedOut(held))?.code).toBe('embargoed');
    const required = after(pinned, [{ type: 'approval-required', ...cleo, approval: 'legal', reason: 'Threats' }]);
    expect(refusal(() => carriedOut(required))?.code).toBe('approval-missing');
  });

  it('that is missed tells why, and is approved again', () => {
    const pinned = scheduled(drafted('It rose by 40 percent.\n'));
    const refused = refusal(() => carriedOut(pinned, settings({ severities: { 'uncited-figure': 'error' } })));
    if (!refused || !pinned.schedule) throw new Error('it was not refused');
    const missed = publicationMissed(pinned.schedule, refused, ben);
    expect(missed).toMatchObject({ at, refusal: 'checks-failed', findings: [{ code: 'uncited-figure' }] });
    expect(after(pinned, [missed])).toMatchObject({ status: 'approved', schedule: null });
  });

  it('lacks a correction that the story got since', () => {
    const live = edited(published(drafted(text)), { body: `${text}\nMore.\n` });
    const pinned = scheduled(live, { change: { kind: 'update', note: 'More.' } });
    const after = published(pinned, { change: correction('At one.'), edit: { members: {}, body: corrected } });
    expect(after).toMatchObject({ status: 'published', nextStatus: 'scheduled', schedule: { outdated: true } });
    expect(refusal(() => carriedOut(after))).toMatchObject({
      members: { findings: [{ code: 'correction-not-carried' }] },
    });
    const unrelated = published(
      scheduled(edited(published(drafted(text)), { body: corrected }), { change: correction('At one.') }),
      {
        change: correction('At one.'),
        edit: { members: {}, body: corrected },
      },
    );
    expect(unrelated.schedule).toMatchObject({ outdated: false });
  });

  it('of a correction alone is merged into the working copy as that is by then', () => {
    const live = published(drafted(text));
    const pinned = scheduled(live, { change: correction('At one.'), edit: { members: {}, body: corrected } });
    expect(body(pinned)).toBe(text);
    const moved = edited(pinned, { body: `${text}\nMore.\n` });
    const done = carriedOut(moved);
    expect([shown(done), body(done)]).toEqual([corrected, `${corrected}\nMore.\n`]);
  });

  it('ends where the story is taken back', () => {
    const live = edited(published(drafted(text)), { body: corrected });
    const pinned = scheduled(live, { change: correction('At one.') });
    expect(after(pinned, [{ type: 'article-unpublished', ...cleo, reason: 'Wrong', legal: false }])).toMatchObject({
      status: 'unpublished',
      nextStatus: 'approved',
      schedule: null,
    });
  });
});

describe('a story taken back', () => {
  const live = published(drafted(text));
  const taken = (article: Article, verb: 'retract' | 'unpublish') =>
    admitToTakedown(
      article,
      verb,
      { precondition: { baseRevision: article.revision }, told: cleo, reason: 'Wrong' },
      settings(),
    );

  it('was there', () => {
    expect(refusal(() => taken(drafted(text), 'retract'))?.code).toBe('invalid-transition');
    expect(taken(live, 'retract').version).toBe(1);
  });

  it('is not retracted twice, but may be unpublished then, and published again', () => {
    const notice = 'It was made up.';
    const fact = { notice, reason: 'x', keepText: false, retractedAt: noon, served: {} };
    const retracted = after(live, [{ type: 'article-retracted', ...cleo, ...fact }]);
    expect(retracted).toMatchObject({ status: 'retracted', publication: { retraction: { notice } } });
    expect(refusal(() => taken(retracted, 'retract'))?.code).toBe('invalid-transition');
    expect(refusal(() => taken(retracted, 'unpublish'))).toBeUndefined();
    const again = published(retracted, {
      change: correction('It was not made up.'),
      settings: settings({ review: 'required' }),
    });
    expect(again).toMatchObject({ status: 'published', publication: { version: 2, retraction: null } });
  });
});

describe('a restoration', () => {
  it('is an edit back to what was, sources and all', () => {
    const citations = [{ key: 'a', source }];
    const first = drafted('It rose [@a].\n', { citations });
    const emptied = after(edited(first, { body: 'Nothing.\n', members: { tags: ['x'] } }), [
      { type: 'citation-removed', ...ana, key: 'a' },
      { type: 'citation-added', ...ana, citation: { key: 'b', source } },
    ]);
    const events = restoreContent(emptied, { revision: 1, content: first.content }, { ...ben, note: 'Back' });
    expect(events).toMatchObject([{ type: 'article-edited', restored: 1, note: 'Back' }]);
    const back = after(emptied, events);
    expect([body(back), back.content.tags, back.content.citations]).toEqual(['It rose [@a].\n', [], citations]);
    expect(restoreContent(back, { revision: 1, content: first.content }, ben)).toEqual([]);
  });
});

describe('a claim', () => {
  it('is made by every mention, while the ones before it stand', () => {
    const first = drafted('It rose [@a].\n', { citations: [{ key: 'a', source }] });
    const second = edited(first, { body: 'It rose [@a].\n\nIt fell later [@a].\n' });
    expect(second.claims).toEqual({ a: ['It rose.', 'It fell later.'] });
    expect(codes(edited(second, { body: 'It fell later [@a].\n' }))).not.toContain('citation-stale');
  });

  it('may have any key', () => {
    const first = drafted('It rose [@constructor].\n', { citations: [{ key: 'constructor', source }] });
    expect(Object.entries(first.claims)).toEqual([['constructor', ['It rose.']]]);
  });

  it('goes stale with its sentence, until somebody confirms it', () => {
    const first = drafted('The water rose by 40 cm [@a].\n', { citations: [{ key: 'a', source }] });
    expect(codes(first)).not.toContain('citation-stale');
    const changed = edited(first, { body: 'The water fell by 90 cm [@a].\n' });
    expect(codes(changed)).toContain('citation-stale');
    expect(codes(after(changed, [{ type: 'citation-confirmed', ...ben, key: 'a' }]))).not.toContain('citation-stale');
  });
});
