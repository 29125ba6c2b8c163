// A written event as CloudEvents 1.0 (JSON event format) on one line, with the log's own members as extension attributes.
// The payload's text goes through as it is.
import { isArticleEvent } from './event-codec';
import { isRestricted, restricted } from './restricted';
import type { Payload, WrittenEvent } from '../event-store/stored-event';

/**
 * JSON without a line break. Nothing but the payload can need escaping: the log takes plain names only. `discreet`: to a
 * reader who is not told of what is restricted.
 */
export function eventLine(event: WrittenEvent, discreet = false): string {
  if (discreet && isRestricted(event.type)) return restrictedLine(event);
  const { newsroom, position, revision, type, actor, recordedAt, hash } = event;
  const about = subject(event);
  const context = `"specversion":"1.0","id":"${position}","source":"/v1/${newsroom}","type":"${type}"`;
  const when = `"time":"${recordedAt}","datacontenttype":"application/json"`;
  const place = `"position":${position},"revision":${revision},"actor":"${actor}","hash":"${hash}"${erasedOf(event)}`;
  return `{${context}${about === undefined ? '' : `,"subject":${about}`},${when},${place},"data":${oneLine(event.payload)}}`;
}

/** That there is one, so that no position is missing: not what, by whom or when. The hash tells nobody who does not know. */
function restrictedLine({ newsroom, position, streamId, revision, hash }: WrittenEvent): string {
  const context = `"specversion":"1.0","id":"${position}","source":"/v1/${newsroom}","type":"${restricted}","subject":"${streamId}"`;
  return `{${context},"datacontenttype":"application/json","position":${position},"revision":${revision},"hash":"${hash}","data":{}}`;
}

/** Names of the parts that are gone from `data`, of events that lost some. */
const erasedOf = ({ erased }: WrittenEvent): string => (erased ? `,"erased":${JSON.stringify(erased.join(' '))}` : '');

/** The article that the event is about, as JSON: its stream, or the one that an event of another stream names. */
function subject({ type, streamId, payload }: WrittenEvent): string | undefined {
  if (isArticleEvent(type)) return `"${streamId}"`;
  const { article } = JSON.parse(payload) as Payload;
  return typeof article === 'string' ? JSON.stringify(article) : undefined;
}

/** Within strings JSON writes line breaks as escapes (RFC 8259 section 7): those outside are white space. */
const oneLine = (json: string): string => (/[\r\n]/.test(json) ? json.replace(/[\r\n]+/g, ' ') : json);
