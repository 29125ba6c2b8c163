import { decideStep, type Step } from '../../src/articles/decide-review';
import type { Article } from '../../src/articles/article';
import type { Told } from '../../src/articles/events';
import { after, ana, ben, cleo, correction, drafted, edited, publication, published, refusal, settings } from './given';

const text = 'The lock opens at noon.\n';
const strict = settings({ review: 'required', fourEyes: true });

interface By {
  readonly told?: Told;
  readonly settings?: typeof strict;
  readonly baseRevision?: number;
}

const step = (article: Article, asked: Step, { told = ben, settings: rules = settings(), baseRevision }: By = {}) =>
  decideStep(article, asked, {
    precondition: { baseRevision: baseRevision ?? article.revision },
    told,
    settings: rules,
  });
const taken = (article: Article, asked: Step, by?: By): Article => after(article, step(article, asked, by));
const approve: Step = { verb: 'approve', as: 'desk' };

describe('an approval', () => {
  it('ends with whatever edit comes after it, visibly', () => {
    const approved = taken(taken(drafted(text), { verb: 'submit' }), approve);
    expect(approved).toMatchObject({ status: 'approved', approvals: [{ as: 'desk', by: { id: 'ben' } }] });
    expect(edited(approved, { members: { tags: ['locks'] } })).toMatchObject({ status: 'draft', approvals: [] });
  });

  it('is of the content that was read', () => {
    const submitted = taken(drafted(text), { verb: 'submit' });
    const moved = edited(submitted, { body: 'The lock opens at one.\n' });
    expect(moved.status).toBe('submitted');
    const refused = refusal(() => step(moved, approve, { baseRevision: submitted.revision }));
    expect(refused).toMatchObject({ code: 'content-changed', members: { revision: 3, contentRevision: 3 } });
    expect(step(moved, approve)).toMatchObject([{ type: 'article-approved', content: 3 }]);
  });

  it('is not given by whoever wrote of it, where four eyes are required', () => {
    const submitted = taken(drafted(text, {}, ben), { verb: 'submit' });
    expect(refusal(() => step(submitted, approve, { settings: strict }))?.code).toBe('forbidden');
    expect(refusal(() => step(submitted, approve, { settings: strict, told: cleo }))).toBeUndefined();
    expect(refusal(() => step(submitted, approve))).toBeUndefined();
  });

  it('of another kind is given to what is approved only where it is required', () => {
    const approved = taken(drafted(text), approve);
    const legal: Step = { verb: 'approve', as: 'legal' };
    expect(refusal(() => step(approved, legal))?.code).toBe('invalid-transition');
    const required = taken(approved, { verb: 'require', approval: 'legal', reason: 'Names a minor' });
    expect(refusal(() => publication(required))).toMatchObject({
      code: 'approval-missing',
      members: { missing: ['legal'] },
    });
    const cleared = taken(required, legal, { told: cleo });
    expect(cleared.approvals.map(({ as }) => as)).toEqual(['desk', 'legal']);
    expect(refusal(() => publication(cleared))).toBeUndefined();
    expect(refusal(() => step(cleared, legal))?.code).toBe('invalid-transition');
  });

  it('that is required stays required of the next version', () => {
    const required = taken(drafted(text), { verb: 'require', approval: 'facts', reason: 'Figures' });
    const first = published(taken(required, { verb: 'approve', as: 'facts' }));
    const next = edited(first, { body: 'The lock opens at one.\n' });
    const asked = { change: correction('It opens at one.') };
    expect(refusal(() => publication(next, asked))?.code).toBe('approval-missing');
  });

  it('is what publishing needs, where review is required', () => {
    const draft = drafted(text);
    expect(refusal(() => publication(draft, { settings: strict }))).toMatchObject({
      code: 'invalid-transition',
      members: { allowed: ['assign', 'submit', 'require', 'spike', 'restore'] },
    });
    const approved = taken(taken(draft, { verb: 'submit' }, { told: ana }), approve, { settings: strict });
    expect(refusal(() => publication(approved, { settings: strict }))).toBeUndefined();
  });
});

describe('a step', () => {
  it('asks for the revision that was read', () => {
    const draft = drafted(text);
    const without = () => decideStep(draft, { verb: 'submit' }, { precondition: {}, told: ana, settings: settings() });
    expect(refusal(without)?.code).toBe('precondition-required');
    const stale = () =>
      decideStep(draft, { verb: 'submit' }, { precondition: { ifMatch: 7 }, told: ana, settings: settings() });
    expect(refusal(stale)?.code).toBe('validation-failed');
  });

  it('that the status forbids is refused before the content is looked at', () => {
    const moved = edited(drafted(text), { body: 'Else.\n' });
    expect(refusal(() => step(moved, { verb: 'revive', reason: 'x' }, { baseRevision: 1 }))?.code).toBe(
      'invalid-transition',
    );
  });

  it('puts a draft aside and takes it up again as a draft', () => {
    const spiked = taken(taken(drafted(text), approve), { verb: 'spike', reason: 'Overtaken' });
    expect(spiked).toMatchObject({ status: 'spiked', approvals: [] });
    expect(taken(spiked, { verb: 'revive', reason: 'Back in the news' }).status).toBe('draft');
  });

  it('sends back what was approved, and its approvals with it', () => {
    const approved = taken(taken(drafted(text), { verb: 'submit' }), approve);
    expect(taken(approved, { verb: 'request-changes' })).toMatchObject({ status: 'draft', approvals: [] });
  });

  it('assigns people once each, and says nothing where they are assigned already', () => {
    const assigned = taken(drafted(text), { verb: 'assign', actors: ['ana', 'ana', 'dirk'], access: 'assigned' });
    expect(assigned).toMatchObject({ assigned: ['ana', 'dirk'], access: 'assigned' });
    expect(step(assigned, { verb: 'assign', actors: ['ana', 'dirk'] })).toEqual([]);
    expect(taken(assigned, { verb: 'assign', actors: [] })).toMatchObject({ assigned: [], access: 'assigned' });
  });

  it('on a published article moves its next version, and leaves the story as it is', () => {
    const live = edited(published(drafted(text)), { body: 'The lock opens at one.\n' });
    expect(live).toMatchObject({ status: 'published', nextStatus: 'draft' });
    const submitted = taken(live, { verb: 'submit' });
    expect(submitted).toMatchObject({ status: 'published', nextStatus: 'submitted' });
    expect(taken(submitted, approve)).toMatchObject({ status: 'published', nextStatus: 'approved' });
  });
});
