// Part of the offline verifier (verify.mjs): the verdict in sentences, for people who are no engineers.
const time = (micros) => new Date(Math.floor(micros / 1000)).toISOString();
const warning = `WARNING: THAT KEY CAME WITH THE BUNDLE. Whoever made the bundle can have made it: compare it with one that you got
elsewhere, or give that by --key.`;
/** What was proved and what not, and the exit code: 3 where something could not be checked. */
export function verdict({ newsroom, article, events }, { head, kept, missing, versions }, pinned) {
  const whole = kept.every(({ open }) => !open) && missing.every(({ named }) => named);
  const times = events.flatMap(({ recordedAt }) => recordedAt ?? []).map(time);
  const hashed = new Set(versions.flatMap(({ hashed }) => hashed));
  const same = `That ${[...hashed].join(' and ')} say the same as the article: they are, byte for byte, what was kept as served.`;
  const lines = [
    whole
      ? 'PROVED: what this bundle tells is what the log holds.'
      : 'PROVED IN PART: not all could be checked, see below.',
    `Article ${article} of newsroom ${newsroom}, ${events.length === 1 ? '1 revision' : `${events.length} revisions`}, recorded from ${times[0]} to ${times.at(-1)}.`,
    `As of: the log ${head.origin} of ${head.size} events.`,
    ...head.signers.map(({ text }) => `Signed by: ${text}${pinned ? ', a key that you gave' : ''}`),
    ...(pinned ? [] : [warning]),
    '\nProved:',
    'Every revision was recorded in that log as told here, word for word: at that place, at that time, by that person.',
    'None is missing in between.',
    ...versions.map(versionLine),
    ...kept.flatMap(({ proved }) => proved ?? []),
    '\nNot proved:',
    'That there is no later revision than these.',
    ...(hashed.size > 0 ? [same] : []),
    ...kept.flatMap(({ open }) => open ?? []),
    ...(missing.length > 0 ? [`\nNot shown here, ${missing.length} in all:`, ...missing.map(missingLine)] : []),
  ];
  return { text: lines.join('\n'), code: whole ? 0 : 3 };
}

function versionLine({ version, event, held, compared, lacks }) {
  const rest = lacks.length > 0 ? `, but for ${lacks.join(', ')}, which rest on what is not shown here` : '';
  const says = compared ? ` Its words are what the events up to then come to${rest}.` : '';
  const bytes =
    held.length > 0 ? `readers were served exactly these bytes: ${held.join(', ')}.` : 'its bytes are not here.';
  return `Version ${version} (revision ${event.revision}, ${event.type}, ${time(event.recordedAt)}): ${bytes}${says}`;
}

function missingLine({ what, why, event, named }) {
  const told = event ? ` by the event at position ${event.position} (${event.type}, ${time(event.recordedAt)})` : '';
  return `${what}: ${why}${told}${named ? '' : ', as the newsroom says'}.`;
}
