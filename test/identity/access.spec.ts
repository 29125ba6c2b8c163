import { can, permit, rolesOf, type Action, type Subject } from '../../src/identity/access';
import { roles, type Actor, type Role } from '../../src/identity/actor';

const actor = (...given: readonly Role[]): Actor => ({ sub: 'ana', name: 'Ana', roles: given });
const mine: Subject = { createdBy: 'ana', assigned: ['ben'] };
const assignedToMe: Subject = { createdBy: 'ben', assigned: ['ana'] };
const nobodys: Subject = { createdBy: 'ben', assigned: [] };
const theirs: Subject = { createdBy: 'ben', assigned: ['cleo'] };
const closed: Subject = { ...theirs, access: 'assigned' };

const allowedTo: [Action, readonly Role[]][] = [
  ['read-article', ['reporter', 'editor', 'standards', 'auditor', 'importer']],
  ['draft-article', ['reporter', 'editor', 'standards', 'importer']],
  ['edit-article', ['reporter', 'editor', 'standards', 'importer']],
  ['cite', ['reporter', 'editor', 'standards']],
  ['import-history', ['importer']],
  ['submit', ['reporter', 'editor', 'standards']],
  ['assign', ['editor', 'standards']],
  ['request-changes', ['editor', 'standards']],
  ['approve', ['editor', 'standards']],
  ['require', ['editor', 'standards']],
  ['schedule', ['editor', 'standards']],
  ['unschedule', ['editor', 'standards']],
  ['publish', ['editor', 'standards']],
  ['retract', ['standards']],
  ['unpublish', ['standards']],
  ['spike', ['editor', 'standards']],
  ['revive', ['editor', 'standards']],
  ['restore', ['editor', 'standards']],
  ['comment', ['reporter', 'editor', 'standards']],
  ['resolve-any-comment', ['editor', 'standards']],
  ['read-settings', ['admin']],
  ['change-settings', ['admin']],
  ['read-corrections', ['editor', 'standards', 'auditor']],
  ['read-history', ['editor', 'standards', 'auditor']],
  ['read-events', ['editor', 'standards', 'auditor']],
  ['read-sources', ['editor', 'standards', 'auditor']],
  ['start-replay', ['auditor', 'admin']],
  ['swap-projections', ['admin']],
  ['read-replays', ['auditor', 'admin']],
  ['approve-source', ['editor', 'standards']],
  ['reveal-source', ['standards']],
  ['read-reveals', ['standards', 'auditor']],
  ['withhold', ['standards']],
  ['erase', ['standards']],
  ['hold', ['standards']],
  ['read-erasures', ['standards', 'auditor']],
  ['read-evidence', ['editor', 'standards', 'auditor']],
  ['read-webhooks', ['admin']],
  ['manage-webhooks', ['admin']],
];

describe('What a role may do', () => {
  it.each(allowedTo)('%s is for %j and for nobody else', (action, allowed) => {
    expect(roles.filter((role) => can(actor(role), action))).toEqual(allowed);
  });

  it('is said above for every action', () => {
    expect(allowedTo.map(([action]) => action).sort()).toEqual(Object.keys(rolesOf).sort());
  });

  it('is nothing without a role', () => {
    expect((Object.keys(rolesOf) as Action[]).filter((action) => can(actor(), action))).toEqual([]);
  });

  it('adds up over several roles', () => {
    expect(can(actor('reporter', 'auditor'), 'read-events')).toBe(true);
  });
});

describe('Whose articles', () => {
  const edits = (given: Role, subject: Subject): boolean => can(actor(given), 'edit-article', subject);

  it('a reporter edits: what they drafted, were assigned, and what nobody is assigned', () => {
    expect([mine, assignedToMe, nobodys, theirs].map((subject) => edits('reporter', subject))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('a reporter reads: all but those open only to others', () => {
    expect(can(actor('reporter'), 'read-article', theirs)).toBe(true);
    expect(can(actor('reporter'), 'read-article', closed)).toBe(false);
    expect(can(actor('reporter'), 'read-article', { ...closed, assigned: ['ana'] })).toBe(true);
  });

  it.each<Role>(['editor', 'standards'])('the role %s edits any', (role) => {
    expect([mine, theirs, closed].every((subject) => edits(role, subject))).toBe(true);
  });

  it('an auditor reads even those open only to others, and edits none', () => {
    expect(can(actor('auditor'), 'read-article', closed)).toBe(true);
    expect(can(actor('auditor'), 'edit-article', mine)).toBe(false);
  });

  it('an importer edits whatever is open to it', () => {
    expect(edits('importer', theirs)).toBe(true);
    expect(edits('importer', closed)).toBe(false);
  });

  it('an article that must not be seen is not there; one that is seen is forbidden', () => {
    expect(() => permit(actor('reporter'), 'edit-article', closed)).toThrow(
      expect.objectContaining({ code: 'not-found' }),
    );
    expect(() => permit(actor('reporter'), 'cite', theirs)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(permit(actor('reporter'), 'cite', mine)).toBeUndefined();
  });
});
