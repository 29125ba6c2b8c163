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

/** The clusters of a text that is not held as blocks. Most texts of an archive have none, and are not read for it. */
export const clustersIn = (text: string): readonly Cluster[] =>
  text.includes('[@') ? read({ id: 0, text }, NOTHING_OPEN).clusters : [];

function readBody(body: Body): BodyReading {
  const known = bodies.get(body);
  if (known) return known;
  const blocks: BlockReading[] = [];
  const citations: Mention[] = [];
  const media: MediaMention[] = [];
  let open = NOTHING_OPEN;
  for (const block of body) {
    const reading = readBlock(block, open);
    open = reading.after;
    for (const reference of reading.media) media.push({ ...reference, block: blocks.length });
    for (const cluster of reading.clusters) addMentions(cluster, blocks.length, citations);
    blocks.push(reading);
  }
  const reading = { blocks, citations, media };
  bodies.set(body, reading);
  return reading;
}

// Plain loops: this runs over the whole body at every command, and flatMap took ten times as long.
function addMentions(cluster: Cluster, block: number, mentions: Mention[]): void {
  for (const { keys, start, end } of cluster.brackets) {
    for (const key of keys) mentions.push({ key, block, start, end, cluster });
  }
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

const isSame = (one: Open, other: Open): boolean =>
  one === other ||
  (one.fence === other.fence &&
    one.paragraph === other.paragraph &&
    one.containers.length === other.containers.length &&
    one.containers.every((container, level) => container === other.containers[level]));
