// How an erasure is shown: places and names, never what stood there. Pure.
import type { PersonDto } from './answer.dto';
import type { ErasedPartsDto, ErasureDto } from './erasure.dto';
import type { ErasureListing } from './erasure-plan';
import type { Erasure } from './erasures';
import type { Person } from './events';

export function erasureView(erasure: Erasure, readModels: readonly string[]): ErasureDto {
  const { erasure_id: id, article_id: article, request, listing, position, approved_at } = erasure;
  const { by, approvedBy, revisions, ...asked } = request;
  return {
    id,
    article,
    status: approved_at ? 'erased' : 'listed',
    ...asked,
    ...(revisions && { revisions: [...revisions] }),
    requestedBy: personView(by),
    requestedAt: erasure.requested_at.toISOString(),
    approvedBy: approvedBy ? personView(approvedBy) : null,
    approvedAt: approved_at?.toISOString() ?? null,
    position: position === null ? null : Number(position),
    ...listed(listing),
    readModels: [...readModels],
  };
}

function listed(listing: ErasureListing) {
  return {
    parts: listing.parts.map(ofEvent),
    renditions: [...listing.served],
    versions: [...new Set(listing.served.map(({ version }) => version))],
    comments: [...listing.comments],
    commandResults: listing.answers.length,
    buffers: listing.buffers.length,
    identities: listing.identities.length,
    requests: [...listing.requests],
    stays: listing.stays.map(ofEvent),
    snapshots: listing.snapshots,
  };
}

const ofEvent = (one: ErasureListing['parts'][number]): ErasedPartsDto => ({ ...one, parts: [...one.parts] });

const personView = ({ sub, name, role }: Person): PersonDto => ({ id: sub, name, role });
