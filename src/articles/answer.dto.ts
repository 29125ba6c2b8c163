// What clients are answered, for the OpenAPI document.
import { OmitType } from '@nestjs/swagger';
import type { Severity } from './finding';
import { CitationDto } from './citation.dto';
import { DraftArticleDto } from './article.dto';
import { ChangeDto } from './publish.dto';

export class WhereDto {
  /** The member of the article: `body`, `headline`, `citations` … */
  member!: string;
  /** From 1. */
  line?: number;
  /** From 1, in UTF-16 units. */
  column?: number;
  /** The words or the marker found there, verbatim: they begin at line and column. */
  quote?: string;
  /** The words of the sentence that lead to a marker, for people to find it by. */
  context?: string;
  /** The key of the citation or medium, where the finding is about one. */
  key?: string;
}

export class FindingDto {
  code!: string;
  severity!: Severity;
  message!: string;
  where!: WhereDto;
}

export class ChecksDto {
  /** No finding of severity error. */
  publishable!: boolean;
  findings!: FindingDto[];
}

export class PersonDto {
  /** `sub` of the token. */
  id!: string;
  name!: string;
  role!: string;
}

export class ContributorDto {
  id!: string;
  name!: string;
}

/** A source that the newsroom does not name: what everybody but the vault knows of it. */
export class ShownConfidentialDto {
  id!: string;
  description!: string;
  reason!: string;
  /** By another person than who gave it. */
  approved!: boolean;
  approvedBy?: ContributorDto;
  approvedAt?: string;
}

export class ShownCitationDto extends OmitType(CitationDto, ['confidential']) {
  confidential?: ShownConfidentialDto;
  /** The same for the same source in every article. */
  sourceId!: string | null;
}

export class ApprovalDto {
  /** Of the event that gave it. */
  revision!: number;
  as!: 'desk' | 'legal' | 'facts';
  by!: ContributorDto;
  at!: string;
}

export class RequiredApprovalDto {
  approval!: 'desk' | 'legal' | 'facts';
  reason!: string;
  by!: ContributorDto;
}

/** What will be published, and when. */
export class ScheduleDto {
  /** RFC 3339 UTC. */
  at!: string;
  by!: ContributorDto;
  slug!: string;
  change?: ChangeDto;
  /** The revision that last changed what is pinned. */
  contentRevision!: number;
  /** The story was corrected since, and what is pinned lacks it. */
  outdated!: boolean;
}

/** The working copy. */
export class ArticleDto extends OmitType(DraftArticleDto, ['id', 'body', 'language', 'tags', 'citations'] as const) {
  id!: string;
  /** Markdown, byte for byte as it was sent. */
  body!: string;
  /** BCP 47. */
  language!: string;
  tags!: string[];
  citations!: ShownCitationDto[];
  revision!: number;
  status!: string;
  nextStatus!: string | null;
  version!: number | null;
  wordCount!: number;
  createdAt!: string;
  updatedAt!: string;
  contributors!: ContributorDto[];
  /** By the `sub` of their tokens. */
  assigned!: string[];
  access!: 'newsroom' | 'assigned';
  /** Of the present content: an edit ends them. */
  approvals!: ApprovalDto[];
  requiredApprovals!: RequiredApprovalDto[];
  schedule!: ScheduleDto | null;
  /** When the story went live; null before. */
  liveAt!: string | null;
  /** Whether the working copy differs from the story. */
  dirty!: boolean;
}

export class OthersRevisionDto {
  revision!: number;
  actor!: ContributorDto;
}

export class MergeDto {
  /** The revision that the edit rested on. */
  base!: number;
  /** The fields that others changed since, which the merge kept. */
  fields!: string[];
  others!: OthersRevisionDto[];
}

/** The answer to every command on an article. */
export class CommandAnswerDto {
  id!: string;
  revision!: number;
  /** The newsroom's log position of the command's last event. */
  position!: number;
  status!: string;
  nextStatus!: string | null;
  /** The last published version. */
  version!: number | null;
  merged!: boolean;
  findings!: FindingDto[];
  /** With whose revisions the edit was merged, where `merged` is true. */
  merge?: MergeDto;
  /** The working copy, where `merged` is true. */
  article?: ArticleDto;
}

/** Who a confidential source is; in no answer that is stored. */
export class RevealedDto extends CommandAnswerDto {
  identity!: string;
}
