// Forty and more ways to falsify a newsroom's log as its database's superuser, each with the hashes put right wherever they
// can be. Every one has to be found by whoever kept one checkpoint.
import type { Row, Scene } from './scene';

export type Tamper = (scene: Scene) => Promise<void>;

const must = (row: Row | undefined): Row => {
  if (!row) throw new Error('The log has no such event.');
  return row;
};
const middle = ({ rows, last }: Scene): Row => must(rows[Math.floor(last / 2)]);
const edit = ({ rows }: Scene): Row => must(rows.find(({ type }) => type === 'article-edited'));
const published = ({ rows }: Scene): Row => must(rows.find(({ serves }) => serves));
const version2 = ({ rows }: Scene): Row => must(rows.find(({ type }) => type === 'article-updated'));

/** Changes one row of `log.events`, and its leaf with it unless told. */
const set =
  (which: (scene: Scene) => Row, change: string, resealed = true): Tamper =>
  async (scene) => {
    await scene.sql(`update log.events set ${change} where position = $1`, [which(scene).position]);
    if (resealed) await scene.reseal();
  };

const text = (from: string, to: string): string => `payload = regexp_replace(payload::text, '${from}', '${to}')::json`;

/** Runs these statements one after the other; `:n` is the position of the row, `:s` its stream. */
const run =
  (which: (scene: Scene) => Row, ...statements: readonly string[]): Tamper =>
  async (scene) => {
    const { position, stream } = which(scene);
    for (const statement of statements)
      await scene.sql(statement.replaceAll(':n', String(position)).replaceAll(':s', `'${stream}'::uuid`));
    await scene.reseal();
  };

const closeUp = 'update log.events set position = position - 1 where position > :n';
const closeRevisions = `
  update log.events e
     set revision = n.nth
    from (select position, row_number() over (partition by stream_id order by position) as nth from log.events) n
   where n.position = e.position`;
const makeRoom = 'update log.events set position = position + 1 where position >= :n';
const columns = 'recorded_at, revision, schema, stream_id, actor, command_id, newsroom_id, type, leaf, salt, payload';
const copyTo = (position: string, revision = 'revision'): string => `
  insert into log.events (position, ${columns})
  select ${position}, ${columns.replace('revision', revision)} from log.events where position = :n limit 1`;
/** The hashes of the served bytes into their events, as the service would have written them. */
const rehash = `
  update log.served set sha256 = sha256(bytes);
  update log.events e
     set payload = jsonb_set(e.payload::jsonb, '{served}', s.hashes)::json
    from (select position, jsonb_object_agg(media_type, encode(sha256, 'hex')) as hashes from log.served group by position) s
   where s.position = e.position
     and e.position = :n`;

export const cleverTamperings: Readonly<Record<string, Tamper>> = {
  'a word of a text, the leaf left': set(edit, text('months|lock|noon|boats|and|the', 'never'), false),
  'a letter of a text, the leaf computed anew': set(middle, text('e', 'a')),
  'white space of a payload alone': set(middle, `payload = regexp_replace(payload::text, ',', ', ')::json`),
  'the order of a payload’s parts': set(
    edit,
    `payload = (select json_object_agg(key, value order by nth desc) from json_each(payload) with ordinality as p(key, value, nth))`,
  ),
  'a part taken from a payload': set(edit, `payload = (payload::jsonb - 'note')::json`),
  'a part added to a payload': set(middle, `payload = (payload::jsonb || '{"session":"s"}')::json`),
  'a part under another name': set(edit, text('"b1":', '"b2":')),
  'the same text in another Unicode form': run(
    middle,
    `update log.events set payload = replace(payload::text, 'é', U&'e\\0301')::json`,
  ),
  'the editor’s name in the payload': set(edit, text('of the quay', 'of the sea')),
  'the person’s id': set(middle, `actor = (select actor from log.events e where e.actor <> log.events.actor limit 1)`),
  'the role in which it was done': set(middle, text('"editor"', '"standards"')),
  'the recorded time by a microsecond': set(middle, `recorded_at = recorded_at + interval '1 microsecond'`),
  'the recorded time of the whole log by an hour': run(
    middle,
    `update log.events set recorded_at = recorded_at - interval '1 hour'`,
  ),
  'a recorded time that is none': set(middle, `recorded_at = 'infinity'`, false),
  'a correction made an update of another type': set(version2, `type = 'article-corrected'`),
  'the type with a line break in it': set(middle, `type = type || E'\\n1'`),
  'the schema number': set(middle, 'schema = 2'),
  'the salt': set(middle, `salt = sha256(salt)`),
  'salts of two events exchanged': run(
    edit,
    `update log.events a set salt = b.salt from log.events b where a.position in (1, :n) and b.position in (1, :n) and a.position <> b.position`,
  ),
  'payload and salt of two events exchanged': run(
    edit,
    `update log.events a set salt = b.salt, payload = b.payload from log.events b where a.position in (1, :n) and b.position in (1, :n) and a.position <> b.position`,
  ),
  'two neighbours in the other order': run(
    middle,
    'update log.events set position = case position when :n then :n + 1 else :n end where position in (:n, :n + 1)',
  ),
  'two revisions of an article exchanged': run(
    edit,
    `update log.events set revision = case revision when 1 then 2 else 1 end where stream_id = :s and revision in (1, 2)`,
  ),
  'revisions that begin with 2': run(edit, 'update log.events set revision = revision + 1 where stream_id = :s'),
  'positions that begin with 2': run(middle, 'update log.events set position = position + 1'),
  'an event given to another article': run(
    edit,
    `update log.events set stream_id = (select stream_id from log.events where stream_id <> :s limit 1) where position = :n`,
    closeRevisions,
  ),
  'an article under another id': run(
    edit,
    `update log.served set stream_id = '00000000-0000-7000-8000-000000000001' where stream_id = :s`,
    `update log.events set stream_id = '00000000-0000-7000-8000-000000000001' where stream_id = :s`,
  ),
  'the newsroom under another name': run(
    middle,
    `insert into log.newsrooms values ('other')`,
    `update log.events set newsroom_id = 'other'`,
    `update log.served set newsroom_id = 'other'`,
  ),
  'an event deleted, a gap left': run(edit, 'delete from log.events where position = :n'),
  'an event deleted, the gap closed': run(
    edit,
    'delete from log.events where position = :n',
    'update log.served set position = position - 1 where position > :n',
    closeUp,
    closeRevisions,
  ),
  'the first event deleted, the gap closed': run(
    ({ rows }) => must(rows[0]),
    'delete from log.events where position = 1',
    'update log.served set position = position - 1',
    closeUp,
    closeRevisions,
  ),
  'a whole article deleted, the gaps closed': run(
    edit,
    'delete from log.served',
    'delete from log.events where stream_id = :s',
    `update log.events set payload = (payload::jsonb - 'served')::json`,
    `update log.events e set position = n.nth from (select position, row_number() over (order by position) as nth from log.events) n where n.position = e.position`,
  ),
  'the last event cut off': run(
    ({ rows }) => must(rows.at(-1)),
    'delete from log.served where position = :n',
    'delete from log.events where position = :n',
  ),
  'the second half cut off': run(
    middle,
    'delete from log.served where position >= :n',
    'delete from log.events where position >= :n',
  ),
  'everything cut off': run(middle, 'delete from log.served', 'delete from log.events'),
  'an event put between others, the rest moved on': run(
    edit,
    makeRoom,
    'update log.served set position = position + 1 where position >= :n',
    `insert into log.events (position, ${columns}) select :n, ${columns} from log.events where position = :n + 1`,
    `update log.events set payload = (payload::jsonb - 'served')::json where position = :n`,
    closeRevisions,
  ),
  'an event twice at one position': run(edit, copyTo(':n')),
  'an event in front of the first': run(edit, copyTo('0', '0')),
  'an event at a negative position': run(edit, copyTo('-5', '0')),
  'an article rewritten throughout, served bytes and hashes too': run(
    published,
    `update log.events set ${text('the', 'no')} where stream_id = :s`,
    `update log.served set bytes = bytes || 'x'::bytea where stream_id = :s`,
    ...rehash.split(';').map((one) => one.replace('e.position = :n', 'e.stream_id = :s')),
  ),
  'everything from a publication on written anew, as many events': run(
    published,
    `update log.events set salt = sha256(salt), recorded_at = recorded_at + interval '1 second' where position >= :n`,
  ),
  'an old backup put back': run(
    middle,
    'delete from log.served where position > :n',
    'delete from log.events where position > :n',
    'delete from log.commands where position > :n',
  ),
  'an old backup put back, and as many other events written after it': run(
    middle,
    `update log.events set actor = '00000000-0000-4000-8000-000000000001', salt = sha256(salt) where position > :n`,
  ),
  'served bytes': run(
    published,
    `update log.served set bytes = bytes || 'x'::bytea where position = :n and media_type = 'text/html'`,
  ),
  'served bytes and the hash beside them': run(
    published,
    `update log.served set bytes = bytes || 'x'::bytea, sha256 = sha256(bytes || 'x'::bytea) where position = :n`,
  ),
  'served bytes, the hash beside them and the one in the event': run(
    published,
    `update log.served set bytes = bytes || 'x'::bytea where position = :n`,
    ...rehash.split(';'),
  ),
  'the hash beside served bytes': run(published, `update log.served set sha256 = sha256('x') where position = :n`),
  'served bytes deleted': run(published, `delete from log.served where position = :n and media_type = 'text/html'`),
  'served bytes deleted, and the event says nothing of them': run(
    published,
    `delete from log.served where position = :n`,
    `update log.events set payload = (payload::jsonb - 'served')::json where position = :n`,
  ),
  'served bytes of two versions exchanged': run(
    version2,
    `update log.served a set bytes = b.bytes, sha256 = b.sha256 from log.served b where a.stream_id = :s and b.stream_id = :s and a.media_type = b.media_type and a.position <> b.position`,
  ),
  'served bytes that no event tells of': run(
    edit,
    `insert into log.served (position, stream_id, newsroom_id, media_type, sha256, bytes) values (:n, :s, 'main', 'text/plain', sha256('x'), 'x')`,
  ),
  'served bytes under another media type': run(
    published,
    `update log.served set media_type = 'application/xhtml+xml' where position = :n and media_type = 'text/html'`,
  ),
  'served bytes moved to another event': run(
    published,
    `update log.served set position = position + 1 where position = :n`,
  ),
  'two leaves exchanged': async (scene) => {
    const { position } = middle(scene);
    await scene.sql(`update log.events a set leaf = b.leaf from log.events b where a.position in (1, ${position}) and b.position in (1, ${position}) and a.position <> b.position`); // prettier-ignore
  },
  'a leaf of zeros': set(middle, `leaf = decode(repeat('00', 32), 'hex')`, false),
  'a payload emptied as if it had been erased': set(edit, 'payload = null, salt = null', false),
  'a part erased by hand, its commitment kept': run(
    edit,
    `update log.events set parts = log.parts_without(salt, payload, parts, array['note']), payload = log.payload_without(payload, array['note']), salt = null where position = :n`,
  ),
  'served bytes that gave way to others as if something had been erased': run(
    published,
    `update log.served set bytes = 'x', erased_at = now() where position = :n and media_type = 'text/html'`,
  ),
  'the database’s own hash functions made to agree': async (scene) => {
    const { position } = edit(scene);
    await scene.sql(`update log.events set ${text('quay', 'sea')} where position = ${position}`);
    await scene.sql(`create or replace function log.leaf(newsroom text, pos bigint, stream uuid, revision int, type text, schema smallint, actor uuid, micros bigint, commitment bytea) returns bytea language sql stable parallel safe as $$ select e.leaf from log.events e where e.position = pos $$`); // prettier-ignore
  },
  'a view in the table’s place that hides an event': async (scene) => {
    const { position } = edit(scene);
    await scene.sql('alter table log.events rename to hidden');
    await scene.sql(`create view log.events as select * from log.hidden where position <> ${position}`);
  },
  'the keys swapped: the same checkpoint, signed by another key of that name': (scene) => scene.signAnew(),
  'the keys swapped, and an article rewritten under a checkpoint by the new one': async (scene) => {
    await set(edit, text('quay', 'sea'))(scene);
    await scene.signAnew();
  },
  'the keys swapped, and the tail cut off under a checkpoint by the new one': async (scene) => {
    await scene.sql('delete from log.events where position = $1', [scene.last]);
    await scene.signAnew();
  },
};
