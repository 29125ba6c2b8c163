// Imports as the shell starts them, into the newsroom of a service that runs in this process.
import { CommandBus } from '@nestjs/cqrs';
import { ArticleLog } from '../../src/articles/article-log';
import { EventStore } from '../../src/event-store/event-store';
import { bringIn, type ImportRequest } from '../../src/import/bring-in';
import { openArchive } from '../../src/import/open-archive';
import { NewsroomSettings } from '../../src/settings/newsroom-settings';
import type { Client, TestService } from '../setup/service';

export async function importInto(
  { service: { app }, dataFolder }: TestService,
  request: Omit<ImportRequest, 'newsroom'> & Partial<Pick<ImportRequest, 'newsroom'>>,
) {
  const everywhere = { strict: false };
  const rooms = {
    commands: app.get(CommandBus, everywhere),
    store: app.get(EventStore, everywhere),
    articles: app.get(ArticleLog, everywhere),
    settings: app.get(NewsroomSettings, everywhere),
  };
  return bringIn(rooms, { newsroom: 'main', ...request }, await openArchive(request.from, request), { dataFolder });
}

/** The newsroom's whole log, as auditors are told it. */
export async function wholeLog(auditor: Client) {
  const { text } = await auditor.get('/events?after=0', { headers: { accept: 'application/x-ndjson' } });
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line)); // prettier-ignore
}

export const headOf = async (auditor: Client): Promise<number> => (await wholeLog(auditor)).length;

/** Every revision of an article, once the read model has the whole log. */
export async function revisionsOf(auditor: Client, id: string) {
  const headers = { 'stet-min-position': String(await headOf(auditor)) };
  return (await auditor.get(`/articles/${id}/revisions?limit=200`, { headers })).json.items;
}

/** The article of that headline. */
export async function articleOf(auditor: Client, headline: string) {
  const headers = { 'stet-min-position': String(await headOf(auditor)) };
  const { json } = await auditor.get('/articles?limit=200', { headers });
  return json.items.find((item: { headline: string }) => item.headline === headline);
}
