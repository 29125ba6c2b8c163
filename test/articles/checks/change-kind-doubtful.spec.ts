import { runChecks } from '../../../src/articles/checks/all-checks';
import type { Finding } from '../../../src/articles/finding';
import type { ChangeKind } from '../../../src/articles/publication-events';
import { articleWith } from './article';

type Given = Parameters<typeof articleWith>[0];

function doubts(old: Given, current: Given, kind: ChangeKind = 'update'): readonly Finding[] {
  const { findings } = runChecks(articleWith(current), { revised: { kind, before: articleWith(old) } });
  return findings.filter(({ code }) => code === 'change-kind-doubtful');
}

const replaced = (old: string, text: string, language = 'en'): readonly string[] =>
  doubts({ text: old, language }, { text, language }).map(({ message }) =>
    message.replace(/^The | \w+ became/g, (part) => (part === 'The ' ? '' : part)).replace(/,? but the change.*$/, ''),
  );

describe('a version filed as update or refile', () => {
  it.each([
    ['The lock is 12 metres wide. Dry. Calm.', 'Dry. Calm. The lock is 13 metres wide.', 'en', ['figure 12 became 13']],
    ['Some 12 people were hurt in Urk [@1].', 'Some 13 people were hurt in Urk [@1].', 'en', ['figure 12 became 13']],
    [
      'The lock cost €4.5 million [@1].',
      'The lock cost €5.4 million [@1].',
      'en',
      ['figure 4.5 million became 5.4 million'],
    ],
    ['They left at 14:30 for the island.', 'They left at 15:30 for the island.', 'en', ['figure 14:30 became 15:30']],
    [
      'It took twenty-five men and a dog.',
      'It took twenty-six men and a dog.',
      'en',
      ['figure twenty-five became twenty-six'],
    ],
    [
      'Er kwamen vijfentwintig schepen aan.',
      'Er kwamen vijfendertig schepen aan.',
      'nl',
      ['figure vijfentwintig became vijfendertig'],
    ],
    [
      'The talks with Mayor Jansen failed.',
      'The talks with Mayor Janssen failed.',
      'en',
      ['name Jansen became Janssen'],
    ],
    ['He met Anna de Vries in The Hague.', 'He met Anke de Vries in The Hague.', 'en', ['name Anna became Anke']],
    ['The vote is on Tuesday at noon.', 'The vote is on Thursday at noon.', 'en', ['name Tuesday became Thursday']],
    [
      'De stemming is op 3 november in Urk.',
      'De stemming is op 3 december in Urk.',
      'nl',
      ['name november became december'],
    ],
    [
      'Das sagte Bürgermeister Maier im Rat.',
      'Das sagte Bürgermeister Müller im Rat.',
      'de',
      ['name Maier became Müller'],
    ],
    [
      'She said: “We will never leave.”',
      'She said: “We will soon leave.”',
      'en',
      ['quotation “We will never leave.” became “We will soon leave.”'],
    ],
    [
      'Er sagte: „Wir gehen jetzt.“',
      'Er sagte: »Wir bleiben jetzt.«',
      'de',
      ['quotation „Wir gehen jetzt.“ became »Wir bleiben jetzt.«'],
    ],
  ])('is doubtful where a fact was replaced: %s → %s', (old, text, language, expected) => {
    expect(replaced(old, text, language)).toEqual(expected);
  });

  it.each([
    ['Some 12 people were hurt.', 'Some twelve people were hurt.', 'en'],
    ['It cost €1500000 to build it.', 'It cost €1.5 million to build it.', 'en'],
    ['Some 12,400 people voted there.', 'Some 12400 people voted there.', 'en'],
    ['Er stemden 12400 mensen in Urk.', 'Er stemden 12.400 mensen in Urk.', 'nl'],
    ['Es kamen 12400 Leute in die Stadt.', 'Es kamen 12 400 Leute in die Stadt.', 'de'],
    ['They left at 14.30 for the island.', 'They left at 14:30 for the island.', 'en'],
    ['Some 12 people were hurt.', 'Some **12** people were _hurt_.', 'en'],
    ['Some 12 people were hurt [@1].', 'Some 12 people were hurt [@2].', 'en'],
    ['Some 12 people were hurt.', 'Some 12 people were hurt, 3 of them children.', 'en'],
    ['Some 12 people were hurt.', 'Some 12 people were hurt. One of the 12 died on Friday.', 'en'],
    ['Some 12 people were hurt there.', 'Some people were hurt there.', 'en'],
    ['The talks with Mayor Jansen failed.', 'The talks with Mayor Piet Jansen failed.', 'en'],
    ['The talks with Mayor Jansen failed.', 'The talks with the mayor failed.', 'en'],
    ['The talks in the EU failed again.', 'The talks in the European Union failed again.', 'en'],
    ['The vote is on 3 Nov. in Urk.', 'The vote is on 3 November in Urk.', 'en'],
    ['Mayor Jansen Opens Old Lock', 'Mayor Jansen Closes Old Lock', 'en'],
    ['Council meets on dike', 'Council Meets on Dike', 'en'],
    ['Der Hund lief über die Straße.', 'Die Katze lief über die Straße.', 'de'],
    ['Das Wasser stand 12 Meter Höhe an.', 'Das Wasser stand 12 Meter Tiefe an.', 'de'],
    ['She said: "We will never leave."', 'She said: “We will never leave.”', 'en'],
    ['She will never leave, she said there.', '“I will never leave,” she said there.', 'en'],
    ['The lock is 12 metres wide. It is old.', 'It is old. The lock is 12 metres wide.', 'en'],
    ['The toll stands at 12 in Urk.', 'Nobody knows when help comes; 300 soldiers are under way.', 'en'],
  ])('is not where nothing was: %s → %s', (old, text, language) => {
    expect(replaced(old, text, language)).toEqual([]);
  });

  it('is looked at in headline and standfirst too, and pointed to', () => {
    const found = doubts(
      { headline: 'Lock to open in 2028', standfirst: 'It costs 4 million euros.' },
      { headline: 'Lock to open in 2029', standfirst: 'It costs 5 million euros.' },
      'refile',
    );
    expect(found.map(({ where }) => where)).toEqual([
      { member: 'headline', line: 1, column: 17, quote: '2029' },
      { member: 'standfirst', line: 1, column: 10, quote: '5 million' },
    ]);
    expect(found[0]?.message).toBe(
      'The figure 2028 became 2029, but the change is filed as refile: if the old one was wrong, file it as a correction.',
    );
  });

  it('is pointed to where the new words stand', () => {
    const [finding] = doubts(
      { text: 'Dry.\n\nCalm. Some 12 people\nwere hurt.\n' },
      { text: 'Dry.\n\nCalm. Some 13 people\nwere hurt.\n' },
    );
    expect(finding?.where).toEqual({ member: 'body', line: 3, column: 12, quote: '13' });
  });

  it('is looked at under no other kind, and at no first version', () => {
    const [old, current] = [{ text: 'Some 12 came.' }, { text: 'Some 13 came.' }];
    expect(doubts(old, current, 'correction')).toEqual([]);
    expect(doubts(old, current)).toHaveLength(1);
    expect(runChecks(articleWith(current)).findings.map(({ code }) => code)).not.toContain('change-kind-doubtful');
  });
});
