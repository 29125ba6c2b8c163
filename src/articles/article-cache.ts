// Folded articles, least recently used first out. What it gives may be behind the log, never wrong.
import type { Article } from './article';

export class ArticleCache {
  private readonly articles = new Map<string, Article>();

  constructor(private readonly capacity: number) {}

  get(key: string): Article | undefined {
    const article = this.articles.get(key);
    if (article) this.touch(key, article);
    return article;
  }

  /** Keeps the later of the two revisions. */
  keep(key: string, article: Article): void {
    const known = this.articles.get(key);
    if (known && known.revision > article.revision) return;
    this.touch(key, article);
    if (this.articles.size > this.capacity) this.forgetOldest();
  }

  forget(key: string): void {
    this.articles.delete(key);
  }

  clear(): void {
    this.articles.clear();
  }

  /** Takes this revision whatever was there: for a reader that walks the log from its beginning. */
  replace(key: string, article: Article): void {
    this.articles.delete(key);
    this.keep(key, article);
  }

  private touch(key: string, article: Article): void {
    this.articles.delete(key);
    this.articles.set(key, article);
  }

  private forgetOldest(): void {
    const oldest = this.articles.keys().next();
    if (!oldest.done) this.articles.delete(oldest.value);
  }
}
