import { Milestones } from '../../src/search/milestones';

/** Counts how often it is asked. */
function asked() {
  const milestones = new Milestones<string>();
  const questions: string[] = [];
  const at = (newsroom: string, count: number, place: string | undefined): Promise<string | undefined> =>
    milestones.at(newsroom, count, () => {
      questions.push(`${newsroom} ${count}`);
      return Promise.resolve(place);
    });
  return { questions, at };
}

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

describe('A place behind so many texts', () => {
  it('is asked for once, of each newsroom and number', async () => {
    const { questions, at } = asked();
    expect(await at('main', 1_024, 'a')).toBe('a');
    expect(await at('main', 1_024, 'b')).toBe('a');
    expect(await at('main', 1_152, 'c')).toBe('c');
    expect(await at('other', 1_024, 'd')).toBe('d');
    expect(questions).toEqual(['main 1024', 'main 1152', 'other 1024']);
  });

  it('is asked for again after a while', async () => {
    const { questions, at } = asked();
    await at('main', 1_024, 'a');
    jest.advanceTimersByTime(59_999);
    expect(await at('main', 1_024, 'b')).toBe('a');
    jest.advanceTimersByTime(2);
    expect(await at('main', 1_024, 'b')).toBe('b');
    expect(questions).toHaveLength(2);
  });

  it('is asked for each time where there are not so many', async () => {
    const { questions, at } = asked();
    expect(await at('main', 8, undefined)).toBeUndefined();
    expect(await at('main', 8, 'a')).toBe('a');
    expect(questions).toHaveLength(2);
  });
});
