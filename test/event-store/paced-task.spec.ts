import { PacedTask } from '../../src/event-store/paced-task';

const pace = { least: 100, most: 500 };

describe('A paced task', () => {
  let [runs, took] = [0, 0];
  let task: PacedTask;
  const run = async (): Promise<void> => {
    runs += 1;
    await new Promise((resolve) => setTimeout(resolve, took));
  };
  beforeEach(() => {
    jest.useFakeTimers();
    [runs, took] = [0, 10];
    task = new PacedTask(run, pace);
  });
  afterEach(() => jest.useRealTimers());

  const askedFor = async (milliseconds: number): Promise<number> => {
    const before = runs;
    for (let passed = 0; passed < milliseconds; passed += 10) {
      task.ask();
      await jest.advanceTimersByTimeAsync(10);
    }
    return runs - before;
  };

  it('runs at once after a rest, and once more for all that was asked meanwhile', async () => {
    task.ask();
    expect(runs).toBe(1);
    for (let nth = 0; nth < 50; nth += 1) task.ask();
    await jest.advanceTimersByTimeAsync(109);
    expect(runs).toBe(1);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(2);
  });

  it('rests the least, then three times as long as it ran, and never longer than the most', async () => {
    expect(await askedFor(1_090)).toBe(10);
    took = 60;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await askedFor(2_390)).toBe(10);
    took = 700;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await askedFor(11_990)).toBe(10);
  });

  it('rests as many times as long as it ran as it is told', async () => {
    task = new PacedTask(run, { ...pace, rests: 9 });
    took = 30;
    expect(await askedFor(2_990)).toBe(10);
  });

  it('lets the run under way end when it stops, and no other begin', async () => {
    task.ask();
    task.ask();
    const stopped = task.stop();
    await jest.advanceTimersByTimeAsync(2_000);
    await stopped;
    task.ask();
    await jest.advanceTimersByTimeAsync(2_000);
    expect(runs).toBe(1);
  });
});
