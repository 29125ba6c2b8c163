// What the log is told of replays: that rows of read models gave way to rebuilt ones, which takes away what they differed in.
// A replay that only compares changes nothing and is no event. Pure.
import type { NewEvent } from '../event-store/stored-event';
import { nameBasedUuid } from '../name-based-uuid';
import type { Replaced, Requester } from './replay';

export interface ProjectionsReplayed {
  readonly type: 'projections-replayed';
  readonly by: Requester;
  /** The replay's id. */
  readonly replay: string;
  readonly replaced: readonly Replaced[];
}

export const toPayload = ({ type, by, replay, replaced }: ProjectionsReplayed): NewEvent => ({
  type,
  schema: 1,
  payload: { by: { ...by }, replay, replaced: replaced.map((one) => ({ ...one })) },
});

/** The stream of a newsroom's replays. */
export const replaysStream = (newsroom: string): string => nameBasedUuid('stet-replays/v1', newsroom);
