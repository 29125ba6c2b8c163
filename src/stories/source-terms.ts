// What kind of thing a cited source is in the words of schema.org, by its CSL type. Pure.

const types: Readonly<Record<string, string>> = {
  article: 'Article',
  'article-journal': 'ScholarlyArticle',
  'article-magazine': 'Article',
  'article-newspaper': 'NewsArticle',
  bill: 'Legislation',
  book: 'Book',
  chapter: 'Chapter',
  classic: 'Book',
  collection: 'Collection',
  dataset: 'Dataset',
  document: 'DigitalDocument',
  'entry-encyclopedia': 'Article',
  figure: 'ImageObject',
  graphic: 'ImageObject',
  legislation: 'Legislation',
  manuscript: 'Manuscript',
  map: 'Map',
  motion_picture: 'Movie',
  musical_score: 'SheetMusic',
  'paper-conference': 'ScholarlyArticle',
  periodical: 'Periodical',
  personal_communication: 'Message',
  post: 'SocialMediaPosting',
  'post-weblog': 'BlogPosting',
  regulation: 'Legislation',
  report: 'Report',
  review: 'Review',
  'review-book': 'Review',
  software: 'SoftwareSourceCode',
  song: 'MusicRecording',
  thesis: 'Thesis',
  treaty: 'Legislation',
  webpage: 'WebPage',
};

/** Always a type that is a CreativeWork: `CreativeWork` itself where there is no closer one. */
export const workType = (cslType: unknown): string =>
  (typeof cslType === 'string' && Object.hasOwn(types, cslType) ? types[cslType] : undefined) ?? 'CreativeWork';
