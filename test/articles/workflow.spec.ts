// The table of the workflow against the contract, and docs/workflow.md against the table.
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  allowedVerbs,
  allows,
  atStage,
  isStory,
  refuseForbidden,
  stageOf,
  statuses,
  transitions,
  verbs,
  type Standing,
  type Status,
  type Transition,
  type Verb,
} from '../../src/articles/workflow';
import { Rejection } from '../../src/errors';
import { rolesOf } from '../../src/identity/access';

const standing = (status: Status, nextStatus: Status | null = null): Standing => ({ status, nextStatus });

describe('a verb of the workflow', () => {
  it.each<[Verb, Status[], Status[]]>([
    ['assign', [...statuses], [...statuses]],
    ['submit', ['draft'], ['draft']],
    ['request-changes', ['submitted', 'approved'], ['submitted', 'approved']],
    ['approve', ['submitted'], ['draft', 'submitted']],
    ['require', [...statuses], [...statuses]],
    ['unschedule', ['scheduled'], ['scheduled']],
    ['retract', ['published'], ['published']],
    ['unpublish', ['published', 'retracted'], ['published', 'retracted']],
    ['spike', ['draft', 'submitted', 'approved'], ['draft', 'submitted', 'approved']],
    ['revive', ['spiked'], ['spiked']],
    ['restore', [...statuses], [...statuses]],
  ])('%s is taken from %j where review is required, from %j where it is optional', (verb, required, optional) => {
    expect(statuses.filter((status) => allows(verb, standing(status), 'required'))).toEqual(required);
    expect(statuses.filter((status) => allows(verb, standing(status), 'optional'))).toEqual(optional);
  });

  it.each(['publish', 'schedule'] as const)(
    '%s needs an approval, or a newsroom without review, or a story taken back',
    (verb) => {
      const from = (review: 'optional' | 'required') =>
        statuses.filter((status) => allows(verb, standing(status), review));
      expect(from('required')).toEqual(['approved', 'retracted', 'unpublished']);
      expect(from('optional')).toEqual(['draft', 'submitted', 'approved', 'published', 'retracted', 'unpublished']);
    },
  );

  it('is judged by the version in work, where a story is published', () => {
    expect(allows('submit', standing('published', 'draft'), 'required')).toBe(true);
    expect(allows('publish', standing('published', 'draft'), 'required')).toBe(false);
    expect(allows('publish', standing('published', 'approved'), 'required')).toBe(true);
    expect(allows('spike', standing('published'), 'optional')).toBe(false);
  });

  it.each(['retract', 'unpublish'] as const)('%s is judged by the story, whatever is in work', (verb) => {
    for (const stage of statuses.filter((status) => !isStory(status)))
      expect(allows(verb, standing('published', stage), 'required')).toBe(true);
  });

  it('that is refused tells the statuses and what they allow', () => {
    const refused = (): void => refuseForbidden('publish', standing('spiked'), 'optional');
    expect(refused).toThrow(Rejection);
    try {
      refused();
    } catch (error) {
      expect(error).toMatchObject({
        code: 'invalid-transition',
        members: { articleStatus: 'spiked', nextStatus: null, allowed: ['assign', 'require', 'revive', 'restore'] },
      });
    }
  });
});

describe('the stage of the version in work', () => {
  it('is the status of an article without a story, and nextStatus beside one', () => {
    for (const status of statuses) {
      for (const stage of statuses.filter((one) => !isStory(one))) {
        const moved = atStage(standing(status), stage);
        expect(stageOf(moved)).toBe(stage);
        expect(moved.status).toBe(isStory(status) ? status : stage);
      }
    }
  });

  it('always allows something', () => {
    for (const status of statuses) expect(allowedVerbs(standing(status), 'required').length).toBeGreaterThan(2);
  });
});

/** What docs/workflow.md has to show. */
const rows = verbs.map((verb) => {
  const { from, unreviewed = [], to, events }: Transition = transitions[verb];
  const starts =
    from.length === statuses.length ? 'any' : [...from, ...unreviewed.map((status) => `${status}*`)].join(', ');
  return `| \`${verb}\` | ${rolesOf[verb].join(', ')} | ${starts} | ${to ?? 'as it was'} | ${events.map((type) => `\`${type}\``).join(', ')} |`;
});

const arrows = verbs.flatMap((verb) => {
  const { from, unreviewed = [], to }: Transition = transitions[verb];
  if (to === undefined) return [];
  const sure = from.map((status) => `  ${status} --> ${to}: ${verb}`);
  return [...sure, ...unreviewed.map((status) => `  ${status} --> ${to}: ${verb}*`)];
});

describe('docs/workflow.md', () => {
  const page = readFileSync(join(__dirname, '../../docs/workflow.md'), 'utf8');

  it('has the table', () => {
    expect(page).toContain(`${rows.join('\n')}\n`);
  });

  it('has its diagram', () => {
    expect(page).toContain(`stateDiagram-v2\n  [*] --> draft\n${arrows.join('\n')}\n`);
  });
});

const contract = resolve(__dirname, '../../../shared/api.md');
(existsSync(contract) ? describe : describe.skip)('the contract (needs ../shared)', () => {
  it('knows the same verbs', () => {
    const table = /\| verb \| body \|[^]*?\n- /.exec(readFileSync(contract, 'utf8'))?.[0] ?? '';
    const named = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, names = '']) =>
      [...names.matchAll(/`([a-z-]+)`/g)].map(([, verb]) => verb),
    );
    expect(named.toSorted()).toEqual(verbs.toSorted());
  });
});
