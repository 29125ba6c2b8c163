// From the body of publishing and scheduling to what is asked for. Pure.
import type { PublicationRequest } from './decide-publication';
import type { Edit } from './decide-edit';
import { membersOf, plain } from './drafts';
import type { PublishArticleDto, StoryEditDto } from './publish.dto';

export function publicationRequest({ slug, waive = [], change, edit }: PublishArticleDto): PublicationRequest {
  return {
    slug,
    waive: plain(waive),
    ...(change && { change: plain(change) }),
    ...(edit && { edit: editOf(edit) }),
  };
}

function editOf(dto: StoryEditDto): Edit {
  const { headline, language, body } = dto;
  return {
    members: { ...membersOf(dto, 'edit.'), ...(headline !== undefined && { headline }), ...(language && { language }) },
    body,
  };
}
