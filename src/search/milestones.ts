// Which place lies so many texts behind the newest, remembered for a while: to count them takes longer the more they are. What came
// since makes the texts up to that place some more.

/** Milliseconds for which a place is good enough. */
const fresh = 60_000;
/** Of so many places at most. */
const most = 10_000;

export class Milestones<Place> {
  private readonly known = new Map<string, { readonly place: Place; readonly until: number }>();

  /** Asks where it is not known, or was not lately. undefined where there are not so many texts. */
  async at(newsroom: string, count: number, ask: () => Promise<Place | undefined>): Promise<Place | undefined> {
    const key = `${newsroom} ${count}`;
    const known = this.known.get(key);
    if (known && known.until > performance.now()) return known.place;
    const place = await ask();
    if (this.known.size >= most) this.known.clear();
    if (place !== undefined) this.known.set(key, { place, until: performance.now() + fresh });
    return place;
  }
}
