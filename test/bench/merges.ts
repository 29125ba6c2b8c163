// Prints how merging does on real concurrent edits (../shared/corpus), and exits 1 when a limit is missed.
// `node -r ./test/bench/register.cjs test/bench/merges.ts`
import { hasMerges, mergeFigures, realMerges } from '../articles/merge/merge-corpus';
import type { BenchRow } from './row';

const share = (part: number, whole: number): number => (100 * part) / whole;

export function benchMerges(): BenchRow[] {
  const merges = realMerges();
  const started = performance.now();
  const figures = mergeFigures(merges);
  const milliseconds = (performance.now() - started) / merges.length;
  const { clean, unclean } = figures;
  return [
    { name: `of ${clean} that git merges, as git does, %`, value: share(figures.cleanAsGit, clean), atLeast: 99.5 },
    { name: '  otherwise than git', value: figures.cleanOtherwise, atMost: 0 },
    {
      name: `of ${unclean} where git stops, as people did, %`,
      value: share(figures.asCommitted, unclean),
      atLeast: 27,
    },
    { name: '  otherwise, every added line kept, %', value: share(figures.keptBoth, unclean) },
    { name: '  conflicts, %', value: share(figures.conflicts, unclean) },
    { name: 'added lines lost', value: figures.lostLines, atMost: 0 },
    { name: 'milliseconds a merge', value: milliseconds },
  ];
}

function print({ name, value, atLeast = -Infinity, atMost = Infinity }: BenchRow): void {
  const missed = value < atLeast || value > atMost;
  const limit = Number.isFinite(atLeast) ? `at least ${atLeast}` : Number.isFinite(atMost) ? `at most ${atMost}` : '';
  console.log(`${name.padEnd(60)} ${value.toFixed(2).padStart(10)}  ${limit}${missed ? '  MISSED' : ''}`);
  if (missed) process.exitCode = 1;
}

if (hasMerges) benchMerges().forEach(print);
else console.log('There is no ../shared/corpus/merges.ndjson.br to merge.');
