// Blame of an article: which revision gave each line and each sentence its words, kept for articles that are asked for again.
import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store';
import { bodyText } from '../text/body';
import { BlameWalk, type Blame, type BlameAsked } from './blame-walk';
import { nextBlame, type BlamedLine } from './line-blame';
import { nextSentences, type SentenceBlame } from './sentence-blame';

@Injectable()
export class ArticleBlame {
  private readonly byLine: BlameWalk<readonly BlamedLine[]>;
  private readonly bySentence: BlameWalk<SentenceBlame>;

  constructor(store: EventStore) {
    // As git: what is put back is whoever's who put it back.
    this.byLine = new BlameWalk(store, (before = [], { revision, body }) =>
      nextBlame(before, { revision, text: bodyText(body) }),
    );
    this.bySentence = new BlameWalk(store, (before = [], step) => nextSentences(before, step));
  }

  forget(): void {
    this.byLine.forget();
    this.bySentence.forget();
  }

  /** Blame as of a revision; undefined when there is no such revision. */
  lines(asked: BlameAsked): Promise<Blame<readonly BlamedLine[]> | undefined> {
    return this.byLine.at(asked);
  }

  sentences(asked: BlameAsked): Promise<Blame<SentenceBlame> | undefined> {
    return this.bySentence.at(asked);
  }
}
