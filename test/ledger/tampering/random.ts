// Tamperings by chance: any row, any column, any stretch, with the hashes put right or not. Each is a class of the table
// that the bench prints.
import type { Row, Scene } from './scene';
import { below, oneOf, type Chance } from './written-log';

type RandomTamper = (scene: Scene, chance: Chance) => Promise<void>;

const anyRow = (scene: Scene, chance: Chance): Row => oneOf(chance, scene.rows);
const anyServed = (scene: Scene, chance: Chance): Row =>
  oneOf(
    chance,
    scene.rows.filter(({ serves }) => serves),
  );
const someHex = (chance: Chance, bytes: number): string =>
  Array.from({ length: bytes }, () => below(chance, 256).toString(16).padStart(2, '0')).join('');
const someUuid = (chance: Chance): string =>
  `${someHex(chance, 4)}-${someHex(chance, 2)}-4000-8000-${someHex(chance, 6)}`;

/** What each column may become; never what it was. */
const changes: Readonly<Record<string, (chance: Chance) => string>> = {
  recorded_at: (chance) => `recorded_at ${oneOf(chance, ['+', '-'])} interval '${1 + below(chance, 1e9)} microseconds'`,
  revision: (chance) => `revision + ${1 + below(chance, 9)}`,
  schema: (chance) => `schema + ${1 + below(chance, 9)}`,
  stream_id: (chance) => `'${someUuid(chance)}'`,
  actor: (chance) => `'${someUuid(chance)}'`,
  type: (chance) => `type || '-${someHex(chance, 1)}'`,
  salt: (chance) => {
    const at = below(chance, 32);
    return `set_byte(salt, ${at}, (get_byte(salt, ${at}) + ${1 + below(chance, 255)}) % 256)`;
  },
  position: (chance) => `position + ${1 + below(chance, 50)}`,
  newsroom_id: (chance) => `'n${someHex(chance, 2)}'`,
};

/** One letter of a text, a name or a number of the payload, which stays JSON. */
async function changeLetter({ sql }: Scene, chance: Chance, { position }: Row): Promise<void> {
  const { rows } = await sql('select payload::text as payload from log.events where position = $1', [position]);
  const payload = String(rows[0]?.payload);
  const places = [...payload.matchAll(/[A-Za-z0-9]/g)].map(({ index }) => index);
  for (;;) {
    const at = oneOf(chance, places);
    const letter = oneOf(chance, [...'abcdefgz0123456789']);
    const changed = payload.slice(0, at) + letter + payload.slice(at + 1);
    if (changed === payload || !isJson(changed)) continue;
    await sql('update log.events set payload = $2::json where position = $1', [position, changed]);
    return;
  }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

const maybeReseal = async (scene: Scene, chance: Chance): Promise<void> => {
  if (chance() < 0.7) await scene.reseal();
};

const columns = 'recorded_at, revision, schema, stream_id, actor, command_id, newsroom_id, type, leaf, salt, payload';

export const randomTamperings: Readonly<Record<string, RandomTamper>> = {
  'a text changed': async (scene, chance) => {
    await changeLetter(scene, chance, anyRow(scene, chance));
    await maybeReseal(scene, chance);
  },
  'a field changed': async (scene, chance) => {
    const column = oneOf(chance, Object.keys(changes));
    const value = changes[column]?.(chance) ?? '';
    await scene.sql(`update log.events set ${column} = ${value} where position = $1`, [anyRow(scene, chance).position]);
    await maybeReseal(scene, chance);
  },
  'served bytes changed': async (scene, chance) => {
    const { position } = anyServed(scene, chance);
    const hash = chance() < 0.5 ? '' : ', sha256 = sha256(bytes || $2::bytea)';
    const which = chance() < 0.5 ? '' : `and media_type = 'text/html'`;
    await scene.sql(`update log.served set bytes = bytes || $2::bytea ${hash} where position = $1 ${which}`, [position, Buffer.from(someHex(chance, 2))]); // prettier-ignore
  },
  'events deleted': async (scene, chance) => {
    const from = anyRow(scene, chance).position;
    const to = Math.min(from + below(chance, 5), scene.last);
    await scene.sql('delete from log.events where position between $1 and $2', [from, to]);
    if (chance() < 0.5) return;
    await scene.sql('update log.events set position = position - $2::bigint where position > $1', [to, to - from + 1]);
    await scene.reseal();
  },
  'an event put in': async (scene, chance) => {
    const at = 1 + below(chance, scene.last);
    const of = anyRow(scene, chance).position;
    await scene.sql('update log.events set position = position + 1 where position >= $1', [at]);
    await scene.sql(`insert into log.events (position, ${columns}) select $1, ${columns} from log.events where position = $2`, [at, of >= at ? of + 1 : of]); // prettier-ignore
    await maybeReseal(scene, chance);
  },
  'two events exchanged': async (scene, chance) => {
    const [one, other] = [anyRow(scene, chance).position, anyRow(scene, chance).position];
    const another = one === other ? (one % scene.last) + 1 : other;
    await scene.sql('update log.events set position = case position when $1 then $2::bigint else $1 end where position in ($1, $2)', [one, another]); // prettier-ignore
    await maybeReseal(scene, chance);
  },
  'events numbered anew': async (scene, chance) => {
    const from = 1 + below(chance, scene.last);
    const column = oneOf(chance, ['position', 'revision']);
    await scene.sql(`update log.events set ${column} = ${column} + $2 where position >= $1`, [from, 1 + below(chance, 3)]); // prettier-ignore
    await maybeReseal(scene, chance);
  },
  'the end cut off': async (scene, chance) => {
    const after = below(chance, scene.last);
    for (const table of ['served', 'events']) await scene.sql(`delete from log.${table} where position > $1`, [after]);
  },
  'an article written anew': async (scene, chance) => {
    const { stream } = anyServed(scene, chance);
    await scene.sql(`update log.events set payload = replace(payload::text, 'quay', $2)::json where stream_id = $1`, [stream, someHex(chance, 3)]); // prettier-ignore
    await scene.sql('update log.served set bytes = bytes || $2::bytea where stream_id = $1', [
      stream,
      Buffer.from('x'),
    ]);
    await scene.sql('update log.served set sha256 = sha256(bytes) where stream_id = $1', [stream]);
    await scene.sql(rehash, [stream]);
    await scene.reseal();
  },
  'an old backup put back, other events after it': async (scene, chance) => {
    const after = below(chance, scene.last);
    await scene.sql('update log.events set salt = sha256(salt), actor = $2 where position > $1', [
      after,
      someUuid(chance),
    ]);
    if (chance() < 0.5) await scene.sql('delete from log.served where position > $1', [after]);
    await scene.reseal();
  },
};

const rehash = `
  update log.events e
     set payload = jsonb_set(e.payload::jsonb, '{served}', s.hashes)::json
    from (select position, jsonb_object_agg(media_type, encode(sha256, 'hex')) as hashes from log.served group by position) s
   where s.position = e.position
     and e.stream_id = $1`;
