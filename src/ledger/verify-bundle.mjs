// Part of the offline verifier: one bundle from its form to what it proves, in the order of docs/evidence.md.
import { isDeepStrictEqual } from 'node:util';
import { drafted, evolve, unknown, valuesOf } from './verify-fold.mjs';
import * as proofs from './verify-proofs.mjs';
import { checkServed, checkVersion, isServedFrom } from './verify-versions.mjs';

const { fromHex, openCheckpoint, refuteUnless } = proofs;

/** What is given cannot be read as what it should be. */
export class Unreadable extends Error {}

const forms = {
  bundle: ['format newsroom article revision origin keys checkpoint events others served hashes consistency'],
  event: ['position stream revision type schema actor recordedAt parts path', 'position revision leaf path missing'],
  part: ['name salt text', 'name commitment missing'],
  served: ['position mediaType text', 'position mediaType base64', 'position mediaType missing'],
  consistency: ['from path'],
  missing: ['why by', 'why'],
};
const hasForm = (value, name) =>
  forms[name].some((form) => isDeepStrictEqual(Object.keys(value).toSorted(), form.split(' ').toSorted()));

export function readBundle(text) {
  try {
    const bundle = JSON.parse(text, (_, value) => (value?.isWellFormed?.() === false ? undefined : value));
    const { events, others, served, consistency } = bundle;
    const all = [...events, ...others];
    const parts = all.flatMap((event) => event.parts ?? []);
    const missing = [...all, ...parts, ...served].flatMap((one) => one.missing ?? []);
    const lists = { bundle: [bundle], event: all, part: parts, served, consistency, missing };
    const right = Object.entries(lists).every(([name, list]) => list.every((one) => hasForm(one, name)));
    if (right && bundle.format === 'stet-evidence/v1') return bundle;
  } catch {
    // It is no JSON, or a list or an object is not where one should be.
  }
  throw new Unreadable('This is no bundle of the form stet-evidence/v1.');
}

/** `given`: note verifier keys that are trusted; checkpoints and receipts that somebody kept. */
export function verifyBundle(bundle, given) {
  const keys = [...new Set(given.keys.length > 0 ? given.keys : bundle.keys)].map(proofs.parseKey);
  const head = openCheckpoint(bundle.checkpoint, keys, 'The checkpoint of the bundle');
  refuteUnless(head.origin === bundle.origin, 'The checkpoint is of another log than the bundle says.');
  for (const event of [...bundle.events, ...bundle.others]) checkIncluded(bundle, event, head);
  checkStream(bundle);
  const earlier = given.checkpoints.map((note) => compareEarlier(bundle, note, keys, head));
  const kept = [...earlier, ...given.receipts.map((text) => compareReceipt(bundle, text, keys))];
  return { head, kept, missing: missingOf(bundle), versions: checkVersions(bundle) };
}

function checkIncluded({ newsroom, hashes }, event, { root, size }) {
  const { position, parts = [], path } = event;
  const names = new Set(parts.map(({ name }) => name));
  refuteUnless(Number.isSafeInteger(position) && position > 0, `${position} is no position.`);
  refuteUnless(names.size === parts.length, `The event at position ${position} has a part twice.`);
  const head = proofs.rootByInclusion(leafAt(newsroom, event), position - 1, size, pathOf(hashes, path));
  const sentence = `What is told of position ${position} is not what the log holds there: it was altered.`;
  refuteUnless(head?.equals(root), sentence);
}

const leafAt = (newsroom, event) => (event.leaf ? fromHex(event.leaf, 'A leaf') : proofs.leafOf(newsroom, event));
const pathOf = (hashes, path) => path.map((at) => fromHex(hashes[at], `Hash ${at} of the bundle`));

function checkStream({ article, revision, events }) {
  const sentence = `The bundle tells of ${revision} revisions and holds ${events.length}.`;
  refuteUnless(events.length > 0 && events.length === revision, sentence);
  for (const [at, event] of events.entries()) {
    const before = events[at - 1];
    const own = event.leaf !== undefined || event.stream === article;
    refuteUnless(own, `The event at position ${event.position} is of another article.`);
    refuteUnless(event.revision === at + 1, `Where revision ${at + 1} should be, revision ${event.revision} is.`);
    const late = before?.position >= event.position || before?.recordedAt > event.recordedAt;
    refuteUnless(!late, `Revision ${at + 1} comes before revision ${at}.`);
  }
}

/** What the bundle can say of a checkpoint that somebody kept: whether it holds is said as a sentence. */
function compareEarlier({ hashes, consistency, origin }, note, keys, head) {
  const older = openCheckpoint(note, keys, 'The earlier checkpoint');
  refuteUnless(older.origin === origin, `The earlier checkpoint is of ${older.origin}, the bundle of ${origin}.`);
  const { size } = older;
  const open = (why) => ({ open: `That the log continues your checkpoint of ${size} events: the bundle ${why}.` });
  if (size > head.size) return open('is of an earlier log. Ask for a newer one; a log that cannot give it was cut off');
  const own = size === 0 || size === head.size ? { path: [] } : consistency.find(({ from }) => from === size);
  if (!own) return open(`has no proof from there. Ask for one with ?from=${size}`);
  const sentence = `The log of ${head.size} events does not continue the one that was signed at ${size}: its history was rewritten.`;
  refuteUnless(proofs.isConsistent(older, head, pathOf(hashes, own.path)), sentence);
  return {
    proved: `The log continues your checkpoint of ${size} events: nothing of those was changed, removed or put in between.`,
  };
}

const receiptForm =
  /^v=1, origin="([^"\n]+)", position=(\d+), revision=(\d+), recorded="([^"\n]+)", leaf="([0-9a-f]{64})", sig=\(([^()\n]*)\)$/;

/** Whether what a receipt promised is in the bundle. What it signs is a note's text; its signatures are by the log's own name. */
function compareReceipt({ newsroom, origin, events }, text, keys) {
  const [, of, position, ...rest] = receiptForm.exec(text.trim().replace(/^stet-receipt: */i, '')) ?? [];
  refuteUnless(of === origin, `The receipt is of ${of ?? 'no form that is known'}, the bundle of ${origin}.`);
  const signed = `stet-receipt/v1\n${[of, position, ...rest.slice(0, 3)].join('\n')}\n`;
  const signatures = rest[3].split(' ').map((one) => `\u2014 ${of} ${one.replaceAll(':', '')}\n`);
  proofs.openNote(`${signed}\n${signatures.join('')}`, keys, 'The receipt');
  const event = events.find((one) => one.position === Number(position));
  const same = !event || leafAt(newsroom, event).toString('hex') === rest[2];
  refuteUnless(same, `At position ${position} is not what the receipt promised: it was altered.`);
  if (!event) return { open: `That your receipt was kept: its position ${position} is not in this bundle.` };
  return { proved: `Position ${position} is what your receipt of it promised.` };
}

const authorities = { erased: 'payload-erased', withheld: 'article-withheld' };

/** What is erased, withheld or not for this reader, with the event that says so; that has to be in the bundle. */
function missingOf({ events, others, served }) {
  const all = new Map([...events, ...others].map((event) => [event.position, event]));
  const parts = events.flatMap(({ position, parts: own = [] }) => own.map((part) => ({ ...part, position })));
  const missing = [...parts, ...served, ...events].filter((one) => one.missing);
  const idle = others.find(({ position }) => !missing.some((one) => one.missing.by === position));
  refuteUnless(!idle, `The event at position ${idle?.position} has nothing to do with the article.`);
  return missing.map(({ position, name, mediaType, leaf, missing: { why, by } }) => {
    const event = all.get(by);
    const what = `${leaf ? 'all' : (mediaType ?? `part ${name}`)} of position ${position}`;
    const told = leaf ? why === 'restricted' && by === undefined : event && event.type === authorities[why];
    refuteUnless(told, `For ${what} to be ${why} there is no event that says so.`);
    return { what, why, event, named: isNamedBy(event, position, name ?? mediaType) };
  });
}

/** Whether the event that took it says so itself: then what it was is proved as well. */
function isNamedBy(event, position, what) {
  const lists = event?.parts?.filter(({ name }) => name === 'erased' || name === 'renditions') ?? [];
  const taken = lists.flatMap(({ text }) => JSON.parse(text ?? '[]')).filter((one) => one.position === position);
  return taken.some(({ mediaType, parts }) => mediaType === what || parts?.includes(what));
}

function checkVersions({ article, events, served }) {
  const rest = [...served];
  const found = [];
  let state;
  for (const event of events.filter(({ leaf }) => leaf === undefined)) {
    const [{ type, position, revision }, values, before] = [event, valuesOf(event), state];
    refuteUnless((revision === 1) === (type === 'article-drafted'), `Revision ${revision} is ${type}.`);
    state = revision === 1 ? drafted(values) : evolve(state, type, values);
    checkVersion(type, values, before, state);
    if (!isServedFrom(type)) continue;
    const own = [];
    while (rest[0]?.position === position) own.push(rest.shift());
    found.push({ event, version: state.publication.version, ...renditions(own, values.get('served'), state, article) });
  }
  refuteUnless(rest.length === 0, 'The bundle holds served bytes that no event tells of, or not in order.');
  return found;
}

function renditions(own, hashes, state, article) {
  const [told, listed] = [Object.keys(hashes).toSorted(), own.map(({ mediaType }) => mediaType)];
  const same = hashes === unknown || isDeepStrictEqual(told, listed);
  refuteUnless(same, `Readers were served ${told.join(', ')}; the bundle holds ${listed.join(', ')}.`);
  const here = hashes === unknown ? [] : own.filter((one) => !one.missing);
  const checked = here.map((one) => ({ ...one, ...checkServed(one, hashes[one.mediaType], state, article) }));
  const [held, hashed] = [checked, checked.filter((one) => !one.lacks)].map((list) => list.map((one) => one.mediaType));
  const compared = checked.find((one) => one.lacks);
  return { held, hashed, compared, lacks: compared?.lacks ?? [] };
}
