// What a citation covers beside its own sentence: the items below a cited lead-in, the rows above or below a cited source
// line, the block quotation that ends with a cited attribution. And where nothing is claimed: in headings.
import type { Body } from '../../text/body';
import { readBlocks, type BlockReading } from '../../text/mentions';

const known = new WeakMap<Body, readonly boolean[]>();

/** For each block of the body, whether its words need no citation of their own. */
export function coveredBlocks(body: Body): readonly boolean[] {
  const covered = known.get(body) ?? read(readBlocks(body));
  known.set(body, covered);
  return covered;
}

const HEADING = /^ {0,3}#{1,6}\s|\n {0,3}(?:=+|-{2,})\s*$/;
const ITEM = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;
const TABLE = /^\s*\|?.*\|.*\n\s*[|:-][\s|:-]*$/m;
const QUOTED = /^ {0,3}>/;

function read(blocks: readonly BlockReading[]): readonly boolean[] {
  const quoted = coveredQuotes(blocks);
  let led = false;
  return blocks.map((reading, at) => {
    const { text } = reading.block;
    if (!ITEM.test(text)) led = leadsIn(reading);
    if (HEADING.test(text)) return true;
    if (TABLE.test(text)) return [at - 1, at, at + 1].some((near) => isCiting(blocks[near]));
    return (led && ITEM.test(text)) || quoted.has(at);
  });
}

const isCiting = (reading: BlockReading | undefined): boolean => (reading?.clusters.length ?? 0) > 0;

/** Ends with a colon, and cites just before or behind it. */
function leadsIn({ block: { text }, clusters }: BlockReading): boolean {
  const last = clusters.at(-1);
  if (!last) return false;
  const end = text.trimEnd();
  return end.endsWith(':') || (end.length === last.end && text.slice(0, last.start).trimEnd().endsWith(':'));
}

/** Indices of the blocks of block quotations that a citation follows within the quotation. */
function coveredQuotes(blocks: readonly BlockReading[]): ReadonlySet<number> {
  const covered = new Set<number>();
  let quotation: number[] = [];
  blocks.forEach((reading, at) => {
    if (QUOTED.test(reading.block.text)) quotation.push(at);
    else quotation = [];
    if (quotation.length > 0 && isCiting(reading)) for (const block of quotation.splice(0)) covered.add(block);
  });
  return covered;
}
