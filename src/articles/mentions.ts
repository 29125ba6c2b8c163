// Where a body mentions citations and media. Blocks are never changed and shared between revisions, so each is read once:
// an edit of one paragraph reads one paragraph.
import type { Block, Body } from './body';
import { NOTHING_OPEN, inlineRuns, type Open, type Run } from './inline-runs';
import { RunReader, type Cluster, type MediaReference } from './mention-syntax';

/** One key in one bracket. Offsets are of the whole bracket, in UTF-16 units within the block. */
export interface Mention {
  readonly key: string;
  /** Index of the block in the body. */
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly cluster: Cluster;
}

export interface MediaMention extends MediaReference {
  readonly block: number;
}

/** What was read of one block; the same object for as long as the block and what stands open before it are the same. */
export interface BlockReading {
  readonly block: Block;
  readonly runs: readonly Run[];
  readonly clusters: readonly Cluster[];
  readonly media: readonly MediaReference[];
}

interface Reading extends BlockReading {
  readonly before: Open;
  readonly after: Open;
}

interface BodyReading {
  readonly blocks: readonly BlockReading[];
  readonly citations: readonly Mention[];
  readonly media: readonly MediaMention[];
}

const readings = new WeakMap<Block, Reading>();
const bodies = new WeakMap<Body, BodyReading>();

/** Every mention of a citation, in the order of the text. */
export const citationMentions = (body: Body): readonly Mention[] => readBody(body).citations;

/** Every `![…](media:key)`, in the order of the text. */
export const mediaMentions = (body: Body): readonly MediaMention[] => readBody(body).media;

/** The blocks of a body with their running text, which is what is not code. */
export const readBlocks = (body: Body): readonly BlockReading[] => readBody(body).blocks;

/** The clusters of a text that is not held as blocks. */
export const clustersIn = (text: string): readonly Cluster[] => read({ id: 0, text }, NOTHING_OPEN).clusters;

function readBody(body: Body): BodyReading {
  const known = bodies.get(body);
  if (known) return known;
  let open = NOTHING_OPEN;
  const blocks = body.map((block) => {
    const reading = readBlock(block, open);
    open = reading.after;
    return reading;
  });
  const reading = {
    blocks,
    citations: blocks.flatMap(({ clusters }, block) => clusters.flatMap((cluster) => mentionsOf(cluster, block))),
    media: blocks.flatMap(({ media }, block) => media.map((reference) => ({ ...reference, block }))),
  };
  bodies.set(body, reading);
  return reading;
}

function readBlock(block: Block, before: Open): Reading {
  const known = readings.get(block);
  if (known && isSame(known.before, before)) return known;
  const reading = read(block, before);
  readings.set(block, reading);
  return reading;
}

function read(block: Block, before: Open): Reading {
  const { runs, open } = inlineRuns(block.text, before);
  const reader = new RunReader(block.text);
  for (const run of runs) reader.read(run);
  return { block, before, after: open, runs, clusters: reader.clusters, media: reader.media };
}

const mentionsOf = (cluster: Cluster, block: number): readonly Mention[] =>
  cluster.brackets.flatMap(({ keys, start, end }) => keys.map((key) => ({ key, block, start, end, cluster })));

const isSame = (one: Open, other: Open): boolean =>
  one === other ||
  (one.fence === other.fence &&
    one.paragraph === other.paragraph &&
    one.containers.length === other.containers.length &&
    one.containers.every((container, level) => container === other.containers[level]));
