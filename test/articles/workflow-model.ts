// The workflow as the contract tells it, written a second time and independently: what a command by somebody of a role
// must answer, and where the article stands then.
import type { Role } from '../../src/identity/actor';

interface Said {
  readonly headline: string;
  readonly slug: string | null;
}

export interface Model {
  readonly status: string;
  readonly next: string | null;
  /** By revision, from 1. */
  readonly contents: readonly Said[];
  readonly contentRevision: number;
  readonly story: Said | null;
  readonly version: number;
  readonly pinned: { readonly said: Said; readonly contentRevision: number } | null;
  readonly contributors: readonly string[];
}

export interface Rules {
  readonly review: 'optional' | 'required';
  readonly fourEyes: boolean;
}

export interface Command {
  readonly name: string;
  readonly role: Role;
  /** With what a version after the first has to say. */
  readonly change: boolean;
  /** Which of the revisions so far, from 0 to 1. */
  readonly back: number;
}

export interface Outcome {
  readonly status: number;
  readonly code?: string;
  /** Undefined: as it was. */
  readonly after?: Model;
  readonly event?: string;
}

export const drafted = (headline: string, author: string): Model => ({
  status: 'draft',
  next: null,
  contents: [{ headline, slug: null }],
  contentRevision: 1,
  story: null,
  version: 0,
  pinned: null,
  contributors: [author],
});

const desk = ['editor', 'standards'];
const who: Record<string, readonly string[]> = {
  edit: ['reporter', ...desk, 'importer'],
  submit: ['reporter', ...desk],
  retract: ['standards'],
  unpublish: ['standards'],
};

const stageOf = ({ status, next }: Model): string => next ?? status;
const hasStory = ({ status }: Model): boolean => ['published', 'retracted', 'unpublished'].includes(status);
const head = ({ contents }: Model): Said => contents.at(-1) ?? { headline: '', slug: null };
const same = (one: Said | null, other: Said | null): boolean =>
  one?.headline === other?.headline && one?.slug === other?.slug;

/** The model one revision on, where the content stays. */
const on = (model: Model, changed: Partial<Model>): Model => ({
  ...model,
  contents: [...model.contents, head(model)],
  ...changed,
});

const toStage = (model: Model, stage: string): Partial<Model> =>
  hasStory(model) ? { next: stage } : { status: stage };

const refused = (status: number, code: string): Outcome => ({ status, code });

export function expected(model: Model, command: Command, rules: Rules): Outcome {
  const allowed = who[command.name] ?? desk;
  if (!allowed.includes(command.role)) return refused(403, 'forbidden');
  if (command.name === 'edit')
    return written(model, { ...head(model), headline: `h${model.contents.length}` }, command);
  if (command.name === 'restore') return restored(model, command);
  const publishes = ['publish', 'schedule', 'correct'].includes(command.name);
  if (publishes && command.change && model.version === 0) return refused(400, 'validation-failed');
  if (command.name === 'publish' || command.name === 'schedule') return published(model, command, rules);
  if (command.name === 'correct') return corrected(model, command, rules);
  return moved(model, command, rules);
}

function written(model: Model, said: Said, { role }: Command): Outcome {
  const stage = stageOf(model);
  const ends = ['approved', 'published', 'retracted', 'unpublished'].includes(stage);
  const after = on(model, {
    ...(ends && toStage(model, 'draft')),
    contents: [...model.contents, said],
    contentRevision: model.contents.length + 1,
    contributors: [...model.contributors, role],
  });
  return { status: 200, after, event: 'article-edited' };
}

function restored(model: Model, command: Command): Outcome {
  const said = model.contents[Math.floor(command.back * model.contents.length)] ?? head(model);
  return same(said, head(model)) ? { status: 200 } : written(model, said, command);
}

function moved(model: Model, { name, role }: Command, { review, fourEyes }: Rules): Outcome {
  if (name === 'approve' && fourEyes && model.contributors.includes(role)) return refused(403, 'forbidden');
  const optional = review === 'optional';
  const from: Record<string, readonly string[]> = {
    submit: ['draft'],
    'request-changes': ['submitted', 'approved'],
    approve: ['submitted', ...(optional ? ['draft'] : [])],
    unschedule: ['scheduled'],
    spike: ['draft', 'submitted', 'approved'],
    revive: ['spiked'],
    retract: ['published'],
    unpublish: ['published', 'retracted'],
  };
  const looksAt = name === 'retract' || name === 'unpublish' ? model.status : stageOf(model);
  if (!from[name]?.includes(looksAt)) return refused(409, 'invalid-transition');
  return name === 'retract' || name === 'unpublish' ? takenBack(model, name) : stepped(model, name);
}

function stepped(model: Model, name: string): Outcome {
  const edited = model.contentRevision > (model.pinned?.contentRevision ?? 0);
  const steps: Record<string, readonly [string, string]> = {
    submit: ['submitted', 'article-submitted'],
    'request-changes': ['draft', 'changes-requested'],
    approve: ['approved', 'article-approved'],
    unschedule: [edited ? 'draft' : 'approved', 'publication-unscheduled'],
    spike: ['spiked', 'article-spiked'],
    revive: ['draft', 'article-revived'],
  };
  const [stage = '', event = ''] = steps[name] ?? [];
  return { status: 200, event, after: on(model, { ...toStage(model, stage), pinned: null }) };
}

function takenBack(model: Model, name: 'retract' | 'unpublish'): Outcome {
  const status = name === 'retract' ? 'retracted' : 'unpublished';
  const edited = model.contentRevision > (model.pinned?.contentRevision ?? 0);
  const next = model.pinned ? (edited ? 'draft' : 'approved') : model.next;
  return { status: 200, event: `article-${status}`, after: on(model, { status, next, pinned: null }) };
}

function published(model: Model, { name, change }: Command, { review }: Rules): Outcome {
  const from = ['approved', 'unpublished', 'retracted'];
  if (review === 'optional') from.push('draft', 'submitted', 'published');
  if (!from.includes(stageOf(model))) return refused(409, 'invalid-transition');
  if (!change && model.version > 0) return refused(422, 'change-required');
  return name === 'publish' ? live(model) : pinned(model);
}

function live(model: Model): Outcome {
  const said = { ...head(model), slug: 's' };
  const event = model.version === 0 ? 'article-published' : 'article-corrected';
  const contents = [...model.contents, said];
  return {
    status: 200,
    event,
    after: { ...model, contents, story: said, version: model.version + 1, status: 'published', next: null },
  };
}

function pinned(model: Model): Outcome {
  const { contentRevision } = model;
  const after = on(model, { ...toStage(model, 'scheduled'), pinned: { said: head(model), contentRevision } });
  return { status: 200, event: 'publication-scheduled', after };
}

/** A note on the story alone, which changes no content: what merges and what does not is told elsewhere. */
function corrected(model: Model, { change, role }: Command, { review }: Rules): Outcome {
  if (review === 'required' && role !== 'standards') return refused(403, 'forbidden');
  if (model.status !== 'published') return refused(409, 'invalid-transition');
  if (!change) return refused(422, 'change-required');
  const said = { ...head(model), slug: head(model).slug ?? 's' };
  const clean = same(said, model.story) && model.next === 'draft';
  const next = model.pinned ? 'scheduled' : clean ? null : model.next;
  const after = on(model, { version: model.version + 1, next, contents: [...model.contents, said] });
  return { status: 200, event: 'article-corrected', after };
}
